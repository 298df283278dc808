"""What a name means."""

from __future__ import annotations

from workspace import check, codes, engine, said


def test_a_name_is_found_from_the_inside_outwards() -> None:
    """A member of the same body counts before an element of the model."""
    text = """\
descriptor_like x
kind descriptor_like of element { note: text() }
system outer { }
actor a
system inner of outer { inside: a }
"""
    checked = check(text)
    inner = checked.model.find("inner")
    assert inner is not None
    assert inner.body.inside == ("a",)
    assert inner.body.of == ("outer",)


def test_files_of_one_folder_share_their_names() -> None:
    """A folder with a `model` declaration is one model."""
    made = engine(
        m__model='model m "M"',
        m__people="actor carers",
        m__deep__concerns='concern "Tired" by carers',
    )
    (folder,) = made.models()
    checked = made.check(folder)
    assert folder.root == "m"
    assert not checked.diagnostics
    assert checked.model.find('concern "Tired" by carers') is not None


def test_a_file_that_no_model_holds_stands_alone() -> None:
    """Two files without a `model` declaration are two models."""
    made = engine(a="actor x", b="concern c { held_by: x }")
    assert [folder.root for folder in made.models()] == ["a.sysdsl", "b.sysdsl"]
    assert "MDL-UNKNOWN-NAME" in {
        item.diagnostic.code for item in made.check(made.models()[1]).diagnostics
    }


def test_a_misspelt_name_is_marked_with_its_neighbour() -> None:
    """The message stands at the name and proposes the one that is meant."""
    text = "actor carers\nconcern c { held_by: carrers }\n"
    assert said(text, "MDL-UNKNOWN-NAME") == ["carrers"]
    (item,) = check(text).diagnostics
    assert item.diagnostic.hint == "did you mean `carers`?"
    assert item.fixes[0].edits[0].text == "carers"


def test_links_declare_their_variables() -> None:
    """A variable that only links mention needs no declaration."""
    checked = check("a ->+ b\nb ->- a\n")
    assert [arrow.step.link for arrow in checked.model.arrows] == ["a -> b", "b -> a"]
    found = checked.model.find("a")
    assert found is not None
    assert found.implied


def test_a_name_that_occurs_once_near_another_is_pointed_out() -> None:
    """`overtme` breaks the loop that `overtime` is meant to close."""
    text = "pressure ->+ overtime\novertme ->+ fatigue\nfatigue ->+ overtime\novertime ->+ rest\n"
    assert said(text, "MDL-NAME-SIMILAR") == ["overtme"]


def test_names_that_differ_in_capitals_are_pointed_out() -> None:
    """`Home` and `home` are two elements that readers take for one."""
    assert "MDL-NAME-CASE" in codes("actor Home\nactor home\n")


def test_a_name_declared_twice_keeps_both_and_says_so() -> None:
    """References mean the first; nothing is lost."""
    checked = check('actor a "One"\nactor a "Two"\n')
    assert [item.diagnostic.code for item in checked.diagnostics] == ["MDL-DUPLICATE-NAME"]
    titles = [element.title for element in checked.model.elements.values()]
    assert titles == ["One", "Two"]


def test_a_reference_to_a_link_must_mean_one_that_is_drawn() -> None:
    """A gap about a link that nothing draws is an error, with a remedy."""
    assert said("a ->+ b\ngap g { about: b -> a }\n", "MDL-UNKNOWN-LINK") == ["b -> a"]
    assert "MDL-UNKNOWN-LINK" not in codes("a ->+ b\ngap g { about: a -> b }\n")


def test_a_reference_to_another_kind_is_refused() -> None:
    """Only actors hold concerns."""
    text = "stock home : people = 0\nconcern c { held_by: home }\n"
    assert said(text, "MDL-WRONG-REFERENCE") == ["home"]


def test_a_kind_may_be_written_with_its_method() -> None:
    """`sd.stock` is a stock."""
    checked = check("sd.stock home : people = 0\nflow in_ : people/day to home = home / 1 days\n")
    assert checked.model.elements["home"].kind == "stock"
    assert "MDL-UNKNOWN-KIND" not in {item.diagnostic.code for item in checked.diagnostics}


def test_a_boundary_may_name_what_the_model_does_not_describe() -> None:
    """What lies outside need not be an element; a misspelt element is still found."""
    assert "MDL-UNKNOWN-NAME" not in codes("system s { outside: [housing_market] }\n")
    text = "actor carers\nsystem s { inside: [carrers] }\n"
    assert said(text, "MDL-UNKNOWN-NAME") == ["carrers"]
