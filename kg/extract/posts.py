"""Reads the posts printed beside a person's name, on either side of it."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.mentions import Mention
from kg.extract.post import Post, PostContext
from kg.extract.posts_after import PostsAfter
from kg.extract.posts_before import PostsBefore
from kg.extract.scene import Scene


class PostReader:
    """Reads posts in one sentence."""

    def __init__(self, scene: Scene) -> None:
        context = PostContext(scene)
        self.is_honorific = context.is_honorific
        self._after = PostsAfter(context)
        self._before = PostsBefore(context)

    def posts(self, person: Mention) -> list[Post]:
        """All posts of a person that stand beside this mention, each once."""
        found: list[Post] = []
        before = self._before.before(person)
        if before and before[-1].body is None:
            owner = self._after.of_body(person.last + 1)
            if owner is not None:
                before[-1] = replace(before[-1], body=owner)
        for post in [*before, *self._after.after(person)]:
            if all(post.span != other.span for other in found):
                found.append(post)
        return found
