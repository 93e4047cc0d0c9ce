"""Strict reading: what is refused, in which words, and that the rest comes back unchanged."""

import os
import time
import tracemalloc
import unicodedata
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, field_validator, model_validator

from kamsim.engine.reading import (
    BadInput,
    Identifier,
    Problem,
    Problems,
    Strict,
    allowed,
    did_you_mean,
    read_document,
    read_table,
    scenario_folder,
)
from kamsim.engine.writing import table_text, write_text

Price = Annotated[float, Field(ge=0.01, le=10_000_000, json_schema_extra={"unit": "CNY a month", "example": "1200.50"})]


class Account(Strict):
    account: Identifier
    name: str
    list_price: Price
    people: int = Field(ge=0, le=5_000)
    tier: Literal["A", "B"]
    open: bool
    rival: Identifier | None
    kind: Literal["firm", "office"] = "firm"
    note: Annotated[str, Field(max_length=80)] | None = None


HEADER = "account,name,list_price,people,tier,open,rival\n"
GOOD = "a1,Lotus Trading,1200.50,12,A,true,\n"


def read(folder, content, *, key="account", unique=(), model=Account, name="accounts.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems = Problems()
    rows = read_table(path, model, problems, key=key, unique=unique)
    return rows, [str(problem) for problem in problems.found]


def test_a_good_table_becomes_models_with_their_lines(tmp_path):
    rows, problems = read(tmp_path, HEADER + GOOD + "\na2,Bank,3,0,B,false,a1\n")
    assert problems == []
    assert [(row.line, row.value.account) for row in rows] == [(2, "a1"), (4, "a2")]
    first = rows[0].value
    assert (first.list_price, first.people, first.tier, first.open, first.rival) == (1200.5, 12, "A", True, None)


def test_what_a_spreadsheet_makes_of_true_and_of_an_emptied_row_is_read(tmp_path):
    rows, problems = read(tmp_path, HEADER + GOOD.replace("true", "TRUE") + ",,,,,,\n")
    assert problems == []
    assert [row.value.open for row in rows] == [True]


def test_a_problem_reads_as_one_sentence_with_the_range_unit_and_example_of_the_model(tmp_path):
    _, problems = read(tmp_path, HEADER + GOOD + "a2,Bank,-980,0,B,false,\n")
    assert problems == [
        "accounts.csv, line 3, column list_price: '-980' is not allowed; "
        "give a number from 0.01 to 10,000,000 CNY a month (example 1200.50)."
    ]


def test_every_problem_of_a_table_is_reported_at_once(tmp_path):
    _, problems = read(tmp_path, HEADER + "a b,=1+1,nan,9999,C,yes,x/y\na2,Bank\n")
    places = [f"accounts.csv, line 2, column {name}" for name in HEADER.strip().split(",")]
    assert {problem.split(":")[0] for problem in problems} == {*places, "accounts.csv, line 3"}
    assert len(problems) == 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_files_of_every_common_editor_are_read(tmp_path, encoding, line_end):
    text = (HEADER + "a1,莲花贸易,5,1,A,true,").replace("\n", line_end)
    rows, problems = read(tmp_path, text.encode(encoding))
    assert problems == []
    assert (rows[0].line, rows[0].value.name) == (2, "莲花贸易")


def test_header_names_may_differ_in_case_width_and_spaces_only(tmp_path):
    rows, problems = read(tmp_path, "Account, NAME ,Ｌist_price,People,tier,open,rival\n" + GOOD)
    assert (len(rows), problems) == (1, [])


NASTY_TABLES = {
    "empty": (b"", "the file is empty"),
    "only blank lines": (b"\n\n \n", "the file is empty"),
    "gzip": (b"\x1f\x8b\x08\0\0\0", "compressed"),
    "xlsx": (b"PK\x03\x04rest", "workbook"),
    "pdf": (b"%PDF-1.7\n", "workbook"),
    "nul": (HEADER + "a1,x\0y,5,1,A,true,\n", "line 2: there is a NUL character"),
    "utf-16 without a mark": ((HEADER + GOOD).encode("utf-16-le"), "NUL character"),
    "gb18030": ((HEADER + GOOD + "a2,莲花,5,1,A,true,\n").encode("gb18030"), "3: a character is not in UTF-8 (byte 0x"),
    "cp1252": ((HEADER + "a1,Café,5,1,A,true,\n").encode("cp1252"), "line 2: a character is not in UTF-8 (byte 0x"),
    "cut utf-16": ((HEADER + GOOD).encode("utf-16")[:-1], "save as UTF-8"),
    "semicolons": ((HEADER + GOOD).replace(",", ";"), "separate the columns with commas"),
    "tabs": ((HEADER + GOOD).replace(",", "\t"), "separate the columns with commas"),
    "missing column": ("account,name\na1,x\n", "line 1, column list_price: the column is missing; give a number from"),
    "misspelled column": (HEADER.replace("list_price", "list_prise") + GOOD, "not known; did you mean list_price?"),
    "extra column": (HEADER[:-1] + ",color\n" + GOOD[:-1] + ",red\n", "column color: this column is not known"),
    "column twice": (HEADER[:-1] + ",Name\n" + GOOD[:-1] + ",y\n", "column name: the column occurs more than once"),
    "300 columns": (",".join(f"c{n}" for n in range(300)), "at most 200 columns; this one has 300"),
    "extra field in each row": (HEADER + GOOD[:-1] + "x,y\n", "line 2: the header has 7 columns and this line has 8"),
    "short row": (HEADER + "a1,x\n", "7 columns and this line has 2"),
    "open quote": (HEADER + 'a1,"x,5,1,A,true,\n' + GOOD, "line 2: a quotation mark is open"),
    "text after a quote": (HEADER + 'a1,"x"y,5,1,A,true,\n', "line 2: a quotation mark"),
    "open quote in the header": ('"' + HEADER + GOOD, "line 1: a quotation mark"),
    "thousands separator": (HEADER + 'a1,x,"1,200.50",1,A,true,\n', "column list_price: '1,200.50'"),
    "currency": (HEADER + "a1,x,¥5,1,A,true,\n", "column list_price: '¥5'"),
    "exponent": (HEADER + "a1,x,1e5,1,A,true,\n", "column list_price: '1e5'"),
    "infinity": (HEADER + "a1,x,inf,1,A,true,\n", "column list_price: 'inf'"),
    "leading plus": (HEADER + "a1,x,+5,1,A,true,\n", "column list_price: '+5'"),
    "minus zero": (HEADER + "a1,x,5,-0,A,true,\n", "column people: '-0'"),
    "leading zero": (HEADER + "a1,x,5,010,A,true,\n", "column people: '010'"),
    "digits of another script": (HEADER + "a1,x,5,١٢,A,true,\n", "column people: '١٢'"),
    "spaces around a number": (HEADER + "a1,x,5, 1,A,true,\n", "column people: ' 1'"),
    "endless number": (HEADER + f"a1,x,{'9' * 5000},1,A,true,\n", "column list_price: '999"),
    "yes for true": (HEADER + "a1,x,5,1,A,yes,\n", "'yes' is not allowed; give true or false"),
    "unknown choice": (HEADER + "a1,x,5,1,a,true,\n", "column tier: 'a' is not allowed; give one of A, B"),
    "empty cell": (HEADER + "a1,x,,1,A,true,\n", "column list_price: '' is not allowed"),
    "empty name": (HEADER + "a1,,5,1,A,true,\n", "column name: '' is not allowed; give text of 1 to 60 characters"),
    "long name": (HEADER + f"a1,{'x' * 61},5,1,A,true,\n", "text of 1 to 60 characters"),
    "huge cell": (HEADER + f"a1,{'x' * 20_000},5,1,A,true,\n", "a cell is longer than 10,000 characters"),
    "endless line": (HEADER + "x" * 3_000_000, "line 2: the line is too long"),
    "right-to-left override": (HEADER + "a1,x\u202ey,5,1,A,true,\n", "'x<U+202E>y' is not allowed; give text without"),
    "zero-width space": (HEADER + "a1,x\u200by,5,1,A,true,\n", "x<U+200B>y"),
    "mark in the middle": (HEADER + "a1,x\ufeffy,5,1,A,true,\n", "x<U+FEFF>y"),
    "invisible letter": (HEADER + "a1,\u3164,5,1,A,true,\n", "<U+3164>"),
    "escape sequence": (HEADER + "a1,\x1b[2J,5,1,A,true,\n", "'<U+001B>[2J' is not allowed"),
    "damaged character": (HEADER + "a1,Caf\ufffd,5,1,A,true,\n", "<U+FFFD>"),
    "spaces around text": (HEADER + "a1, x,5,1,A,true,\n", "text without spaces at its ends"),
    "formula": (HEADER + "a1,=1+1,5,1,A,true,\n", "column name: '=1+1' is not allowed; give text that does not start"),
    "formula after a space": (HEADER + "a1, @SUM(A1),5,1,A,true,\n", "a spreadsheet takes for a formula"),
    "path as a name": (
        HEADER + "../../etc/passwd,x,5,1,A,true,\n",
        "'../../etc/passwd' is not allowed; give a name of",
    ),
    "device as a name": (HEADER + "NUL,x,5,1,A,true,\n", "'NUL' is not allowed; give a name that Windows does not"),
    "option as a name": (HEADER + "-rf,x,5,1,A,true,\n", "column account: '-rf' is not allowed"),
    "repeated key": (
        HEADER + GOOD + GOOD,
        "line 3, column account: 'a1' is not allowed; give a value that no other row",
    ),
    "key in other case": (HEADER + GOOD + GOOD.replace("a1", "A1"), "(a1 is on line 2)"),
    "missing value word": (HEADER + "a1,x,NA,1,A,true,\n", "column list_price: 'NA'"),
}


@pytest.mark.parametrize("case", NASTY_TABLES)
def test_a_nasty_table_is_refused_with_its_place_and_reason(tmp_path, case):
    content, expected = NASTY_TABLES[case]
    _, problems = read(tmp_path, content)
    assert any(expected in problem for problem in problems), problems
    assert all(
        problem.startswith("accounts.csv") and "\n" not in problem and len(problem) < 400 for problem in problems
    )


def test_one_open_quote_does_not_hide_the_rows_below_it(tmp_path):
    rows, problems = read(tmp_path, HEADER + 'a0,"x,5,1,A,true,\n' + GOOD)
    assert ([row.line for row in rows], len(problems)) == ([3], 1)


def test_a_company_called_na_and_a_name_like_a_number_stay_text(tmp_path):
    rows, problems = read(tmp_path, HEADER + "0012,NA,5,1,A,true,\n")
    assert (rows[0].value.account, rows[0].value.name, problems) == ("0012", "NA", [])


@pytest.mark.parametrize("other", ["LOTUS  trading", "Lotus Tr\u0430ding", "Ｌotus Trading"])
def test_names_that_look_the_same_collide_where_they_must_be_unique(tmp_path, other):
    text = HEADER + GOOD + GOOD.replace("a1", "a2").replace("Lotus Trading", other)
    assert len(read(tmp_path, text)[0]) == 2
    _, problems = read(tmp_path, text, unique=["name"])
    assert len(problems) == 1
    assert "column name" in problems[0]
    assert "(Lotus Trading is on line 2)" in problems[0]


def test_a_key_of_two_columns_may_repeat_in_one_of_them(tmp_path):
    text = HEADER + GOOD + GOOD.replace("Lotus", "Jade")
    assert read(tmp_path, text, key=("account", "name"))[1] == []
    assert len(read(tmp_path, text + GOOD, key=("account", "name"))[1]) == 1


def test_an_accent_typed_as_two_characters_reads_as_one(tmp_path):
    rows, _ = read(tmp_path, HEADER + "a1,Cafe\u0301,5,1,A,true,\n")
    assert rows[0].value.name == "Caf\u00e9"


class Offer(Strict):
    floor: float = Field(ge=0)
    price: float = Field(ge=0)

    @field_validator("price")
    @classmethod
    def _in_whole_fen(cls, price):
        if round(price, 2) != price:
            raise ValueError("a price in whole fen")
        return price

    @model_validator(mode="after")
    def _floor_below_price(self):
        if self.floor > self.price:
            raise ValueError("the floor is above the price")
        return self


def test_rules_of_the_model_speak_in_their_own_words(tmp_path):
    _, problems = read(tmp_path, "floor,price\n1,1.005\n3,2.50\n", model=Offer, key=None)
    assert problems == [
        "accounts.csv, line 2, column price: '1.005' is not allowed; give a price in whole fen.",
        "accounts.csv, line 3: the floor is above the price.",
    ]


def test_zero_has_no_sign(tmp_path):
    rows, problems = read(tmp_path, "floor,price\n0,0.0\n-0.0,1\n", model=Offer, key=None)
    assert (len(rows), len(problems)) == (1, 1)
    assert "line 3, column floor: '-0.0' is not allowed; give a number of at least 0." in problems[0]


def test_a_missing_file_is_a_problem_that_suggests_the_near_name(tmp_path):
    (tmp_path / "acounts.csv").write_text(HEADER)
    problems = Problems()
    assert read_table(tmp_path / "accounts.csv", Account, problems) == []
    assert "accounts.csv: the file is missing from the folder" in str(problems.found[0])
    assert str(problems.found[0]).endswith("did you mean acounts.csv?")


def test_folders_devices_and_impossible_names_are_problems(tmp_path):
    problems = Problems()
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file.csv").write_text(HEADER)
    paths = [tmp_path / "folder.csv", tmp_path / "file.csv" / "x.csv", tmp_path / "a\0b.csv", tmp_path / ("x" * 5000)]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        (tmp_path / "link.csv").symlink_to("/dev/zero")
        paths += [tmp_path / "pipe.csv", tmp_path / "link.csv"]
    for path in paths:
        assert read_table(path, Account, problems) == []
        assert read_document(path, Offer, problems) is None
    assert len(problems.found) == 2 * len(paths)


def test_a_scenario_in_the_current_folder_does_not_hide_behind_a_pack_of_its_name(tmp_path, monkeypatch):
    packs, files = {"city": tmp_path / "packs" / "city"}, {"accounts.csv"}
    for folder in (packs["city"], tmp_path / "city"):
        folder.mkdir(parents=True)
    (packs["city"] / "accounts.csv").write_text(HEADER)
    (tmp_path / "city" / "months.csv").write_text("month\n")
    monkeypatch.chdir(tmp_path)
    problems = Problems()
    assert scenario_folder("city", packs, files, problems) == packs["city"]
    (tmp_path / "city" / "accounts.csv").write_text(HEADER)
    assert scenario_folder("city", packs, files, problems) is None
    (said,) = map(str, problems.found)
    assert "give ./city for the scenario in the folder" in said
    assert "another name" in said
    assert scenario_folder("./city", packs, files, problems) == tmp_path.joinpath("city").relative_to(tmp_path)
    monkeypatch.chdir(tmp_path / "packs")
    assert scenario_folder("city", packs, files, problems) == packs["city"]
    assert len(problems.found) == 1


def test_a_pack_that_is_not_on_disk_gives_way_to_no_scenario_of_its_name_either(tmp_path, monkeypatch):
    packs, problems = {"made": tmp_path / "packs" / "made"}, Problems()
    (tmp_path / "made").mkdir()
    monkeypatch.chdir(tmp_path)
    assert scenario_folder("made", packs, {"accounts.csv"}, problems) == packs["made"]
    (tmp_path / "made" / "accounts.csv").write_text(HEADER)
    assert scenario_folder("made", packs, {"accounts.csv"}, problems) is None
    assert "give ./made for the scenario in the folder" in str(problems.found[0])


def test_a_near_name_that_is_the_beginning_of_what_was_asked_comes_first():
    assert did_you_mean("A01-1", ["A11", "A01", "A10"]) == "; did you mean A01?"
    assert did_you_mean("textbok", ["random", "textbook"]) == "; did you mean textbook?"


def test_problems_come_by_file_and_line():
    found = [("b.csv", 2), ("a.csv", 9), ("b.csv", None), ("a.csv", 10), ("a.csv", 2)]
    problems = Problems()
    for file, line in found:
        problems.add(file, "a number", line=line)
    with pytest.raises(BadInput) as refusal:
        problems.raise_if_any()
    assert [(problem.file, problem.line) for problem in refusal.value.problems] == [
        ("a.csv", 2), ("a.csv", 9), ("a.csv", 10), ("b.csv", None), ("b.csv", 2),
    ]  # fmt: skip


def test_bad_input_lists_twenty_problems_and_the_total():
    problems = Problems()
    problems.raise_if_any()
    for line in range(1, 26):
        problems.add("a.csv", "a number", line=line, column="x", value="?")
    with pytest.raises(BadInput) as refusal:
        problems.raise_if_any()
    lines = str(refusal.value).splitlines()
    assert len(lines) == 21
    assert lines[0] == "a.csv, line 1, column x: '?' is not allowed; give a number."
    assert "25 problems in total" in lines[-1]
    assert refusal.value.problems[24] == Problem("a.csv", 25, "x", "?", "a number")


LARGE_TABLES = {
    "too large": b"a" * 20_000_001,
    "too many rows": (HEADER + GOOD * 200_001).encode(),
    "short rows": HEADER.encode() + b"x\n" * 99_000,
    "quotes": b'"' * 19_000_000,
    "commas": b"," * 19_000_000,
    "wide characters": HEADER.encode() + "😀".encode() * 4_000_000,
}


@pytest.mark.parametrize("case", LARGE_TABLES)
def test_a_large_bad_table_is_refused_in_little_time_and_memory(tmp_path, case):
    (tmp_path / "accounts.csv").write_bytes(LARGE_TABLES[case])
    problems = Problems()
    start = time.process_time()
    tracemalloc.start()
    try:
        read_table(tmp_path / "accounts.csv", Account, problems)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert problems.found
    assert time.process_time() - start < 5
    assert peak < 200_000_000


@pytest.mark.parametrize(("rows", "fault"), [(200_000, 0), (200_001, 1)])
def test_a_table_has_at_most_two_hundred_thousand_rows(tmp_path, rows, fault):
    (tmp_path / "rates.csv").write_text("rate\n" + "0.1\n" * rows, encoding="utf-8")
    problems = Problems()
    assert len(read_table(tmp_path / "rates.csv", Growth, problems)) == (0 if fault else rows)
    assert [problem.allowed for problem in problems.found] == ["a table has at most 200,000 rows"] * fault


@pytest.mark.slow
def test_the_largest_good_table_fits_in_little_memory(tmp_path):
    rows = (f"a{number},Lotus Trading {number},1200.50,12,A,true,\n" for number in range(200_000))
    (tmp_path / "accounts.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    tracemalloc.start()
    try:
        assert len(read_table(tmp_path / "accounts.csv", Account, Problems(), key="account")) == 200_000
        assert tracemalloc.get_traced_memory()[1] < 400_000_000
    finally:
        tracemalloc.stop()


def test_reading_stops_after_a_thousand_problems(tmp_path):
    _, problems = read(tmp_path, HEADER + "x\n" * 5_000)
    assert len(problems) == 1_001
    assert problems[-1] == "accounts.csv, line 1002: reading stopped here; mend the lines above first."


class Growth(Strict):
    rate: float = Field(ge=-0.5, le=0.5, json_schema_extra={"example": 0.02})
    months: tuple[int, ...] = ()


class Visit(Strict):
    kind: Literal["visit"] = "visit"
    account: Identifier


class Discount(Strict):
    kind: Literal["discount"] = "discount"
    share: float = Field(ge=0, le=0.6)


class Scenario(Strict):
    title: str
    brief: str = Field("none", max_length=500)
    months: int = Field(ge=1, le=60)
    growth: Growth
    accounts: tuple[Account, ...] = ()
    rivals: dict[Identifier, Growth] = Field(default_factory=dict)
    decisions: tuple[Annotated[Visit | Discount, Field(discriminator="kind")], ...] = ()


def document(folder, text):
    path = folder / "scenario.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = Problems()
    return read_document(path, Scenario, problems), [str(problem) for problem in problems.found]


TOP = 'title = "City"\nmonths = 24\n'
BASIC = TOP + "[growth]\nrate = 0.1\n"


def test_a_good_document_becomes_the_model(tmp_path):
    scenario, problems = document(
        tmp_path,
        BASIC + "months = [1, 2]\n[rivals.hui]\nrate = 0\n[[decisions]]\nkind = 'discount'\nshare = 0.1\n",
    )
    assert problems == []
    assert (scenario.growth.months, scenario.rivals["hui"].rate, scenario.decisions[0].share) == ((1, 2), 0, 0.1)


NASTY_DOCUMENTS = {
    "out of range": (TOP + "[growth]\n# why\nrate = 0.9\n",
                     "line 5, key growth.rate: '0.9' is not allowed; give a number from -0.5 to 0.5 (example 0.02)."),
    "unknown key": (BASIC + "raet = 1\n", "line 5, key growth.raet: this key is not known; did you mean rate?"),
    "missing key": ('title = "x"\n[growth]\nrate = 0\n', "key months: the key is missing; give a whole number"),
    "missing key in a table": (TOP + "[growth]\n", "line 3, key growth.rate: the key is missing"),
    "text for a number": (BASIC.replace("24", '"24"'), "line 2, key months: '24' is not allowed; give a whole number"),
    "true for a number": (BASIC.replace("24", "true"), "line 2, key months: 'true'"),
    "fraction for a whole number": (BASIC.replace("24", "24.0"), "line 2, key months: '24.0'"),
    "not a number": (BASIC.replace("0.1", "nan"), "line 4, key growth.rate: 'nan' is not allowed; give a number from"),
    "infinity": (BASIC.replace("0.1", "-inf"), "line 4, key growth.rate: '-inf'"),
    "date for text": (BASIC.replace('"City"', "2024-01-01"), "line 1, key title: '2024-01-01' is not allowed"),
    "table for text": (BASIC.replace('"City"', "{a = 1}"), "line 1, key title: 'a table' is not allowed"),
    "syntax": (BASIC + "rate 3\n", "line 5: after a key come = and its value."),
    "open text": (BASIC + 'x = "abc\n', "line 5: the text has no quotation mark at its end."),
    "end too early": (BASIC + "x = [1,\n2", "this is not TOML"),
    "key twice": (BASIC + "rate = 0.2\n", "line 5: this key or table stands twice; keep one."),
    "table twice": (BASIC + "[rivals.hui]\nrate = 0\n[growth]\n",
                    "line 7: the table [growth] stands twice; put all its keys under one."),
    "inner table twice": (BASIC + "[rivals.hui]\n[rivals.hui]\n", "line 6: the table [rivals.hui] stands twice"),
    "comma at the end": (BASIC.replace("24", "24,"), "line 2: the line goes on after its value"),
    "no value": (BASIC.replace("24", ""), "line 2: the value is missing"),
    "text without quotes": (BASIC.replace('"City"', "City"), "line 1: the value is missing, or is no number"),
    "odd table": (BASIC + "[rivals\n", "line 5: this is not TOML: expected ']'"),
    "invisible text": (BASIC.replace("City", "Ci\u202ety"), "line 1, key title: 'Ci<U+202E>ty'"),
    "escaped invisible text": (BASIC.replace("City", "Ci\\u202ety"), "line 1, key title: 'Ci<U+202E>ty'"),
    "long text": (BASIC.replace("City", "x" * 61), "line 1, key title: 'xxx"),
    "path as a key": (BASIC + "[rivals.'../x']\nrate = 0\n", "key rivals.../x"),
    "deep": ("x = " + "[" * 200_000, "too deep"),
    "endless whole number": (BASIC.replace("24", "9" * 10_000), "too deep or too long"),
    "large whole number": (BASIC.replace("24", "9" * 400), "line 2, key months: '999"),
    "not UTF-8": (BASIC.encode() + "# Café".encode("cp1252"), "line 5: a character is not in UTF-8 (byte 0x"),
    "too large": (b"#" * 600_000, "larger than 500,000 bytes"),
    "second of a list": (BASIC + "[[decisions]]\nkind='discount'\nshare=0.1\n[[decisions]]\nkind='discount'\nshare=2\n",
                         "line 10, key decisions.1.share: '2' is not allowed; give a number from 0 to 0.6."),
    "unknown kind": (BASIC + "[[decisions]]\nkind = 'bribe'\n", "line 5, key decisions.0"),
    "missing in a list": (BASIC + "[[decisions]]\nkind='discount'\n", "line 5, key decisions.0.share: the key is"),
    "table in the second of a list": (BASIC + "[[decisions]]\nkind='discount'\nshare=0.1\n[decisions.extra]\nx=1\n" * 2,
                                      "line 13, key decisions.1.extra: this key is not known"),
    "key in long text": (TOP + '[growth]\nmonths = """\nrate = 3\n"""\nrate = 3\n', "line 4, key growth.months"),
}  # fmt: skip


@pytest.mark.parametrize("case", NASTY_DOCUMENTS)
def test_a_nasty_document_is_refused_with_its_line_key_and_reason(tmp_path, case):
    content, expected = NASTY_DOCUMENTS[case]
    start = time.perf_counter()
    model, problems = document(tmp_path, content)
    assert model is None
    assert any(expected in problem for problem in problems), problems
    assert all(problem.startswith("scenario.toml") and "\n" not in problem for problem in problems)
    assert time.perf_counter() - start < 5


def test_several_faults_of_a_document_are_reported_together(tmp_path):
    _, problems = document(tmp_path, 'title = "x"\nmonths = 0\nmoths = 3\n[growth]\nrate = 3\n')
    assert len(problems) == 3


@pytest.mark.parametrize(
    "text", ["a." * 120_000 + "a = 1", ("a." * 199 + "a = 1\n[") * 1_200, "[[a]]\n" * 80_000, "x = {" * 80_000]
)
def test_hostile_nesting_ends_quickly(tmp_path, text):
    start = time.perf_counter()
    assert document(tmp_path, text)[0] is None
    assert time.perf_counter() - start < 5


def test_what_is_allowed_is_told_from_the_model_alone():
    told = {name: allowed(field) for name, field in Account.model_fields.items()}
    assert told == {
        "account": "a name of 1 to 40 letters (A-Z), digits, _ or -",
        "name": "text of 1 to 60 characters",
        "list_price": "a number from 0.01 to 10,000,000 CNY a month (example 1200.50)",
        "people": "a whole number from 0 to 5,000",
        "tier": "one of A, B",
        "open": "true or false",
        "rival": "a name of 1 to 40 letters (A-Z), digits, _ or -, or leave it empty",
        "kind": "one of firm, office",
        "note": "text of 1 to 80 characters, or leave it empty",
    }
    assert allowed(Growth.model_fields["months"]) == "a list, each a whole number"


def test_a_scenario_is_a_pack_by_its_exact_name_or_a_folder(tmp_path):
    packs, problems = {"city": tmp_path / "packs" / "city"}, Problems()
    assert scenario_folder("city", packs, set(), problems) == packs["city"]
    assert scenario_folder(str(tmp_path), packs, set(), problems) == tmp_path
    assert problems.found == []
    for text in [
        "City",
        "",
        "\\\\host\\share",
        "//host/share",
        "x\0y",
        "x" * 5000,
        "https://example.org",
        f"/{tmp_path}",
        "citty",
    ]:
        assert scenario_folder(text, packs, set(), problems) is None
    assert len(problems.found) == 9
    assert str(problems.found[-1]).endswith("did you mean city?")


SEEN_AS_NOTHING = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd")
plain_text = (
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(lambda text: text and text.isprintable() and not SEEN_AS_NOTHING & set(text))
)
formula_text = st.builds(
    lambda lead, rest: lead + rest, st.sampled_from(["=", "+", "-", "@", "'=", "''-", "'"]), plain_text
)
names = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_-]{3,39}", fullmatch=True)
accounts = st.builds(
    Account,
    account=names,
    name=plain_text | formula_text,
    list_price=st.floats(0.01, 10_000_000),
    people=st.integers(0, 5_000),
    tier=st.sampled_from(["A", "B"]),
    open=st.booleans(),
    rival=st.none() | names,
    kind=st.sampled_from(["firm", "office"]),
    note=st.none() | plain_text | formula_text,
)


@given(st.lists(accounts, max_size=5))
def test_rows_written_are_the_rows_read(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "round.csv"
    columns = list(Account.model_fields)
    write_text(path, table_text(columns, [[getattr(row, name) for name in columns] for row in rows]))
    problems = Problems()
    back = read_table(path, Account, problems)
    assert [str(problem) for problem in problems.found] == []
    assert [row.value for row in back] == rows


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything(tmp_path_factory, noise):
    folder = tmp_path_factory.getbasetemp()
    for content in (noise, HEADER.encode() + noise, HEADER.encode() + GOOD.encode() + noise):
        read(folder, content)
    assert document(folder, noise)[0] is None
