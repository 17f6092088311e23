"""What a mistake may look like: each operator yields (start, end, replacement, context) for places of one definition."""
import re

CONTAINERS = ("CompoundStmt", "IfStmt", "ForStmt", "WhileStmt", "DoStmt", "CaseStmt", "DefaultStmt", "LabelStmt")
INCLUSIVE = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
OPPOSITE = {"==": "!=", "!=": "=="}
LENGTH = re.compile(r"(.*[.>])?(n|m|\w+_n|room|size|length|left)$")
LARGEST_TABLE = 64


def there(node):
    return node is not None and node.start >= 0


def is_statement(node):
    """Does it stand as a statement, and is no part of a condition or of what a loop counts?"""
    parent = node.parent
    if parent is None or parent.kind not in CONTAINERS or not there(node):
        return False
    if parent.kind in ("IfStmt", "WhileStmt"):
        return parent.children[0] is not node
    if parent.kind == "ForStmt":
        return parent.children[-1] is node
    return not (parent.kind == "DoStmt" and parent.children[1] is node or parent.kind == "CaseStmt" and parent.children[0] is node)


def returns(node):
    """A statement that only leaves: `return x;`, or that in braces."""
    if node.kind == "CompoundStmt" and len(node.children) == 1:
        node = node.children[0]
    return node.kind in ("ReturnStmt", "BreakStmt", "ContinueStmt", "GotoStmt")


class Operators:
    def __init__(self, source):
        self.source = source
        self.text = source.text

    def all(self, definition):
        for node in definition.walk():
            if not there(node):
                continue
            for name in ("condition", "bound", "constant", "length", "exchange", "call", "leave", "assignment"):
                for start, end, text, context in getattr(self, name)(node):
                    yield name, start, end, text, self.source.text_of(context)

    def whole(self, node, text, context=None):
        return node.start, node.end, text, context or node

    # A condition dropped or negated.
    def condition(self, node):
        if node.kind == "BinaryOperator" and node.raw["opcode"] in ("&&", "||"):
            for side in node.children:
                if there(side):
                    yield self.whole(node, self.source.text_of(side))
        elif node.kind == "BinaryOperator" and node.raw["opcode"] in OPPOSITE:
            yield from self.other_operator(node, OPPOSITE)
        elif node.kind in ("IfStmt", "ConditionalOperator") and there(node.children[0]):
            asked = node.children[0]
            bare = asked.value
            if not (bare.kind == "BinaryOperator" and bare.raw["opcode"] in OPPOSITE):
                yield self.whole(asked, "!(" + self.source.text_of(asked) + ")")
            if node.kind == "ConditionalOperator":
                for chosen in node.children[1:]:
                    if there(chosen):
                        yield self.whole(node, self.source.text_of(chosen))
            elif not returns(node.children[1]):
                yield self.whole(asked, "1")
                yield self.whole(asked, "0")

    def other_operator(self, node, others):
        left, right = node.children
        if not (there(left) and there(right)):
            return
        between = self.text[left.end:right.start]
        token = node.raw["opcode"]
        if between.strip() == token:
            start = left.end + between.index(token)
            yield start, start + len(token), others[token], node

    # A bound moved, so that it counts or no longer counts.
    def bound(self, node):
        if node.kind == "BinaryOperator" and node.raw["opcode"] in INCLUSIVE:
            yield from self.other_operator(node, INCLUSIVE)

    # A constant changed by one.
    def constant(self, node):
        context = node.parent if there(node.parent) and node.parent.kind.endswith(("Operator", "Expr")) else node
        text = self.source.text_of(node)
        if node.kind == "IntegerLiteral":
            number = re.fullmatch(r"(0[xX][0-9a-fA-F]+|[0-9]+)([uUlL]*)", text)
            if number:
                value = int(number[1], 0)
                for other in self.other_values(node, value):
                    yield self.whole(node, f"{other}{number[2]}", context)
                return
        is_constant = node.kind == "DeclRefExpr" and node.raw["referencedDecl"]["kind"] == "EnumConstantDecl"
        is_macro = node.kind == "IntegerLiteral" and re.fullmatch(r"\w+", text)
        if is_constant or is_macro or node.kind == "UnaryExprOrTypeTraitExpr" and text.startswith("sizeof"):
            yield self.whole(node, f"({text} + 1)", context)
            if not is_constant:
                yield self.whole(node, f"({text} - 1)", context)

    def other_values(self, node, value):
        if value == 0:
            return [1]
        is_flag = node.outermost.parent.kind in ("ReturnStmt", "ConditionalOperator", "CStyleCastExpr", "VarDecl", "CallExpr") or (
            node.outermost.parent.raw.get("opcode") in ("=", "==", "!="))
        return [0] if value == 1 and is_flag else [value - 1, value + 1]

    # A length that is given to a function, one too few or too many.
    def length(self, node):
        if node.kind != "CallExpr":
            return
        for argument in node.children[1:]:
            text = self.source.text_of(argument) if there(argument) else ""
            if argument.value.kind in ("DeclRefExpr", "MemberExpr") and LENGTH.match(text) and "*" not in argument.type:
                yield self.whole(argument, f"({text} - 1u)", node)
                yield self.whole(argument, f"({text} + 1u)", node)

    # Two arguments of one type exchanged: each with the next of its type.
    def exchange(self, node):
        if node.kind != "CallExpr":
            return
        last = {}
        for argument in node.children[1:]:
            if not there(argument):
                continue
            before = last.get(argument.type)
            last[argument.type] = argument
            if before is not None:
                a, b = self.source.text_of(before), self.source.text_of(argument)
                if a != b:
                    yield before.start, argument.end, b + self.text[before.end:argument.start] + a, node

    # A call whose result nobody takes, removed.
    def call(self, node):
        bare = node.children[0].value if node.kind == "CStyleCastExpr" else node
        if bare.kind == "CallExpr" and is_statement(node):
            yield self.whole(node, "(void)0")

    # A return (or a break) in the middle, removed.
    def leave(self, node):
        if node.kind not in ("ReturnStmt", "BreakStmt", "ContinueStmt") or not is_statement(node):
            return
        block = node.parent
        at_end = block.kind == "CompoundStmt" and block.children[-1] is node and block.parent.kind == "FunctionDecl"
        if not at_end:
            yield self.whole(node, "(void)0")

    # An assignment removed.
    def assignment(self, node):
        assigns = node.kind == "CompoundAssignOperator" or node.kind == "BinaryOperator" and node.raw["opcode"] == "=" or (
            node.kind == "UnaryOperator" and node.raw["opcode"] in ("++", "--"))
        if assigns and is_statement(node):
            yield self.whole(node, "(void)0")


def worth_it(definition):
    """Tables with more numbers than that are somebody else's: one wrong number in them is a matter of known answers."""
    if definition.kind != "VarDecl":
        return True
    return sum(node.kind == "IntegerLiteral" for node in definition.walk()) <= LARGEST_TABLE
