"""Plants mistakes: each cell of the tables is changed, in each of the ways below, and the walk must find it. Only the pairs at which the cell is
read, and what follows from them, are walked again: all others do as before."""
import walk

KINDS = ["HF_ROW_" + k for k in ("STOP", "NUMBER", "STORE", "EACH", "ELEMENT", "SKIP", "KEEP", "STREAM", "MATCH")]
FLOWS = ["HF_FLOW_" + f for f in ("NEXT", "END", "SELECT", "VECTOR", "BYTES")]
ROW = ["width", "kind", "flow", "cases", "arg", "next", "flow_arg"]
VECTOR = ["lo", "hi", "first", "after", "mask", "first_may_end", "after_may_end"]
COLUMNS = {"rows": ROW, "vectors": VECTOR, "choices": ["value", "next"]}


def others(value):
    """What a cell may be instead."""
    for words in (KINDS, FLOWS):
        if value in words:
            return [w for w in words if w != value]
    if isinstance(value, str):
        return ["HF_OK", "HF_ERROR_MESSAGE_RANGE"]
    return [v for v in (value - 1, value + 1) if v >= 0]


def is_found(walks, cell):
    for w in walks:
        seen = dict(w.pairs)
        kept, w.kept = w.kept, {}
        try:
            w.go_on(seen, w.touching.get(cell, []))
            if len(w.pairs) != 0 and cell[0] == "entries" and w.start() not in w.pairs:
                w.go_on(seen, [w.start()])
        except (walk.Difference, TypeError):
            return True
        finally:
            w.kept = kept
    return False


def why_same(tables, places, cell, column, before, after):
    """Why the loop does the same after a change, by the text of parse.c and vectors.h; None: there is no reason, so it should have been found.
    places: all at which the cell is read, each (row, may end, open vectors)."""
    kind, number = cell
    if kind == "choices":
        is_same = column == "next" and says(tables, before) == says(tables, after)
        return "it leads to a row that says the same" if is_same else None
    if kind == "vectors":
        return why_vector_same(tables, places, dict(zip(VECTOR, tables.vectors[number])), number, column, after)
    return why_row_same(tables, places, dict(zip(ROW, tables.rows[number])), number, column, after) if kind == "rows" else None


def why_row_same(tables, places, row, number, column, after):
    is_number = KINDS.index(row["kind"]) < KINDS.index("HF_ROW_SKIP")
    goes_on = row["flow"] in ("HF_FLOW_NEXT", "HF_FLOW_END")
    is_called = ("HF_ROW_EACH", "HF_ROW_ELEMENT", "HF_ROW_STOP")
    if number == 0:
        return "row 0 is where a message is complete, whatever it holds"
    if row["width"] == 0:
        return "of a row that stops only the error is read" if column not in ("width", "arg") else None
    if column == "width" and not is_number:
        return "bytes with a length need so many at least" if 1 <= after <= least(tables, number) else None
    if column == "cases" and row["flow"] != "HF_FLOW_SELECT":
        return "cases are those of a select"
    if column == "flow_arg" and goes_on and row["kind"] != "HF_ROW_MATCH":
        return "no select and no length"
    if column in ("cases", "flow_arg") and row["flow"] == "HF_FLOW_SELECT":
        return "the same values lead to rows that say the same" if ways(tables, row) == ways(tables, {**row, column: after}) else None
    if column == "flow_arg" and not goes_on and opens(tables, row["flow_arg"], 4) == opens(tables, after, 4):
        return "it opens a vector that is the same"
    if column == "arg" and row["kind"] in ("HF_ROW_NUMBER", "HF_ROW_SKIP"):
        return "nothing is done with the field"
    if column == "next" and says(tables, row["next"]) == says(tables, after):
        return "it leads to a row that says the same"
    if column == "next" and row["flow"] in ("HF_FLOW_VECTOR", "HF_FLOW_BYTES"):
        return "what follows a length is its vector's"
    if column == "kind" and row["kind"] in is_called and after in is_called:
        return "a number of any of these kinds is given to the engine"
    if column == "kind" and {row["kind"], after} == {"HF_ROW_NUMBER", "HF_ROW_SKIP"} and goes_on:
        return "a number of which nothing is wanted is bytes of which nothing is wanted"
    if column == "flow" and not is_number and "HF_FLOW_END" not in (row["flow"], after):
        return "of bytes only HF_FLOW_END is read"
    if column == "flow" and {row["flow"], after} == {"HF_FLOW_NEXT", "HF_FLOW_SELECT"} and row["cases"] == 0:
        return "a select without cases"
    if column == "flow" and {row["flow"], after} == {"HF_FLOW_NEXT", "HF_FLOW_END"} and not any(p[3] for p in places):
        return "no vector is open there that could end"
    return None


def why_vector_same(tables, places, vector, number, column, after):
    users = [row for row in tables.rows if row[6] == number and row[2] in ("HF_FLOW_VECTOR", "HF_FLOW_BYTES")]
    is_bytes = all(row[2] == "HF_FLOW_BYTES" for row in users)
    if column.endswith("may_end") and vector[column] and after:
        return "true is any number but 0"
    if column == "first_may_end" and (is_bytes or vector["lo"] > 0):
        return "of bytes, and of what is never empty, it is not read"
    if column in ("after", "after_may_end") and is_bytes and vector["lo"] > 0:
        return "it is for no bytes, and there are some"
    if column == "after_may_end" and all(len(p[3]) <= (0 if is_bytes else 1) for p in places if not p[3] or p[3][-1] == number or is_bytes):
        return "nothing is open behind it that could end"
    if vector["hi"] == 0 and column in ("first", "mask"):
        return "it is always empty"
    if column in ("first", "after") and says(tables, vector[column]) == says(tables, after):
        return "it leads to a row that says the same"
    changed = {**vector, column: after}
    if column in ("lo", "hi") and all(lengths(vector, row[0]) == lengths(changed, row[0]) for row in users):
        return "the lengths that may be are the same"
    return None


def lengths(vector, width):
    return walk.allowed((vector["lo"], vector["hi"], vector["mask"] + 1), width)


def least(tables, number):
    """The fewest bytes that vectors whose bytes a row reads may have."""
    return min((v[0] for v in tables.vectors if v[2] == number and v[1] > 0), default=0)


def ways(tables, row, depth=4):
    """Of a select: what the row says that each value leads to."""
    out = {None: says(tables, row["next"], depth)}
    for i in range(row["cases"]):
        value, after = tables.choices[(row["flow_arg"] + i) % len(tables.choices)]
        out.setdefault(value, says(tables, after, depth))
    return {value: where for value, where in out.items() if value is None or where != out[None]}


def says(tables, number, depth=4):
    """A row with what it leads to, some rows far: two that say the same may have different numbers."""
    row = dict(zip(ROW, tables.rows[number % len(tables.rows)]))
    if depth == 0 or row["width"] == 0:
        return row["width"], row["arg"]
    if row["flow"] == "HF_FLOW_SELECT":
        return (row["width"], row["kind"], row["arg"], str(ways(tables, row, depth - 1)))
    if row["flow"] in ("HF_FLOW_VECTOR", "HF_FLOW_BYTES"):
        return (row["width"], row["kind"], row["arg"], row["flow"], opens(tables, row["flow_arg"], depth - 1))
    return (row["width"], row["kind"], row["arg"], row["flow"], row["flow_arg"], says(tables, row["next"], depth - 1))


def opens(tables, number, depth):
    vector = tables.vectors[number % len(tables.vectors)]
    return (vector[:2], vector[4:], says(tables, vector[2], depth), says(tables, vector[3], min(depth, 1)))


def changes(tables):
    """(cell, column, how to change it, how to put it back)"""
    for kind, columns in COLUMNS.items():
        for number, row in enumerate(getattr(tables, kind)):
            for i, column in enumerate(columns):
                for value in others(row[i]):
                    yield (kind, number), column, row, i, value
    for number, value in enumerate(tables.constants):
        for changed in others(value):
            yield ("constants", number), "byte", tables.constants, number, changed
    for kind in ("entries", "kept"):
        for name, value in getattr(tables, kind).items():
            for changed in others(value):
                yield (kind, name), "number", getattr(tables, kind), name, changed
    for kind in ("numbers", "bytes"):
        names = getattr(tables, kind)
        for number in names:
            for changed in (None, names[(number + 1) % len(names)]):
                yield (kind, number), "function", names, number, changed


def plant(walks, tables):
    """How many mistakes were found; and those that are none: (cell, column, before, after, why)."""
    touched = set().union(*(w.touching for w in walks))
    found, left = 0, []
    for cell, column, where, i, value in changes(tables):
        if cell not in touched:  # no message comes to it
            continue
        before, where[i] = where[i], value
        is_mistake = is_found(walks, cell)
        where[i] = before
        if is_mistake:
            found += 1
            continue
        places = [pair[1] for w in walks for pair in w.touching.get(cell, [])]
        left.append((cell, column, before, value, why_same(tables, places, cell, column, before, value)))
    return found, left
