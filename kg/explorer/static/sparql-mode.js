// SPARQL in the editor: IRIs are one token, so that no keyword is seen inside of them.
"use strict";
ace.define("kg/sparql", ["require", "exports", "ace/lib/oop", "ace/mode/text", "ace/mode/text_highlight_rules"], (require, exports) => {
  const oop = require("ace/lib/oop");
  const { Mode: TextMode } = require("ace/mode/text");
  const { TextHighlightRules } = require("ace/mode/text_highlight_rules");
  const keywords = new Set(("add all as asc ask avg base bind bound by clear coalesce concat construct contains "
    + "count datatype day delete desc describe distinct drop exists filter from graph group group_concat "
    + "having if in insert isblank isiri isliteral isnumeric lang langmatches lcase limit load max min minus "
    + "month named not now offset optional order prefix reduced regex replace round sample select separator "
    + "service silent str strafter strbefore strdt strends strlang strlen strstarts substr sum ucase undef "
    + "union using values where with year").split(" "));

  function Rules() {
    const word = (text) => (text === "a" || text === "true" || text === "false" ? "language"
      : keywords.has(text.toLowerCase()) ? "keyword" : "text");
    this.$rules = { start: [
      { token: "constant.other", regex: "<[^<>\"{}|^`\\\\\\s]*>" },
      { token: "comment", regex: "#.*$" },
      { token: "string", regex: "\"\"\"", next: "long" },
      { token: "string", regex: "\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'" },
      { token: "variable", regex: "[?$]\\w+" },
      { token: "support", regex: "[A-Za-z][\\w-]*:[\\w.%/-]*|:[\\w-]+" },
      { token: "constant.numeric", regex: "[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b" },
      { token: "text", regex: "@[A-Za-z-]+|\\^\\^" },
      { token: word, regex: "[A-Za-z_]\\w*" },
      { token: "paren.lparen", regex: "[[({]" },
      { token: "paren.rparen", regex: "[\\])}]" },
    ], long: [{ token: "string", regex: "\"\"\"", next: "start" }, { defaultToken: "string" }] };
  }
  oop.inherits(Rules, TextHighlightRules);
  function Mode() {
    this.HighlightRules = Rules;
    this.$behaviour = this.$defaultBehaviour;
  }
  oop.inherits(Mode, TextMode);
  Mode.prototype.lineCommentStart = "#";
  exports.Mode = Mode;
});
