"""Reads the posts printed beside a person's name, on either side of it."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.mentions import Mention
from kg.extract.post import Post, PostContext
from kg.extract.posts_after import PostsAfter
from kg.extract.posts_before import PostsBefore
from kg.extract.posts_shared import Holder, holders
from kg.extract.scene import Scene
from kg.model import Span


class PostReader:
    """Reads posts in one sentence."""

    def __init__(self, scene: Scene) -> None:
        context = PostContext(scene)
        self._context = context
        self.is_honorific = context.is_honorific
        self._after = PostsAfter(context)
        self._before = PostsBefore(context)
        self._holders = holders(context.tokens, scene.mentions, context.heads)

    def _shared(self, holder: Holder) -> Post:
        """One person's part of a post in plural."""
        body = self._context.body(holder.body) if holder.body is not None else None
        return Post(holder.title, holder.span, body, "shared")

    def _of_another(self, person: Mention, post: Post) -> bool:
        """As in "Ana Paz, CEO of Vela, Greg Ito, CEO of Nido": the post is the first one's."""
        tokens = self._context.tokens
        k = next(i for i, t in enumerate(tokens) if t.start >= post.span.start) - 1
        while k > 0 and tokens[k].lower in {"the", "its", "a", "an"}:
            k -= 1
        other = self._context.mention_at(k - 1) if k > 0 and tokens[k].text == "," else None
        return other is not None and other.kind == "Person" and tokens[person.first - 1].text == ","

    def posts(self, person: Mention) -> list[Post]:
        """All posts of a person that stand beside this mention, each once."""
        shared = [self._shared(h) for h in self._holders if h.person is person]
        if shared:
            return shared
        found: list[Post] = []
        before = [p for p in self._before.before(person) if not self._of_another(person, p)]
        if before and before[-1].body is None:
            owner = self._after.of_body(person.last + 1)
            if owner is not None:
                before[-1] = replace(before[-1], body=owner)
        for post in [*before, *self._after.after(person)]:
            if all(post.span != other.span for other in found):
                found.append(post)
        return found or self._chair(person)

    def _chair(self, person: Mention) -> list[Post]:
        """As in "Professor Ada Voss of the University of Turku": the courtesy is the post."""
        title = self._context.tokens[person.first - 1] if person.first else None
        body = self._after.of_body(person.last + 1)
        if title is None or title.text != "Professor" or body is None:
            return []
        return [Post(title.text, Span(title.start, title.end), body)]
