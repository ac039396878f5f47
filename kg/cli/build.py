"""`kg build`: articles -> graph.ttl, graph.html, report.json."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.cluster import cluster_options, on_cluster, wants_cluster
from kg.cli.common import counted, lexicon_option, ontology_option, visible
from kg.cli.watching import Watcher, watching

if TYPE_CHECKING:
    from kg.pipeline import Corpus

SEEDS = Path("seeds")
INFERRED = "inferred.trig"
DECISIONS = Path("decisions.tsv")


def _columns(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Read what the user says of columns: FIELD=NAME, several parted by commas."""
    pairs = [pair.partition("=") for each in value for pair in each.split(",") if pair.strip()]
    wrong = next((field for field, sign, name in pairs if not (sign and field.strip() and name.strip())), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong.strip()!r} has no column. Write FIELD=NAME, as in title=제목,body=본문")
    return {field.strip().casefold(): name.strip() for field, _, name in pairs}


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="Folder for graph.ttl, graph.html and report.json.",
)
@click.option(
    "--columns",
    metavar="FIELD=NAME,...",
    multiple=True,
    callback=_columns,
    help="Which column of a table, or key of a .jsonl, holds what: title=제목,date=일자,body=본문. "
    "Fields: title, body, date, outlet, author, url, id.",
)
@ontology_option
@lexicon_option
@click.option("--extractor", default="rules", show_default=True, help="What reads the claims.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that work at a time.")
@cluster_options
@click.option("--base", metavar="IRI", default=None, help="What the IRIs of resources begin with.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Leave out claims that are less sure.",
)
@click.option(
    "--decisions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="What you have decided about entities: see kg merges.  [default: decisions.tsv, where there is one]",
)
@click.option("--infer", is_flag=True, help="Write what follows by the ontology, too, in a graph of its own.")
@click.option("--no-store", is_flag=True, help="Write files alone; queries then read graph.ttl.")
@click.option("--embed-text", is_flag=True, help="Put the articles' texts into graph.html, not only evidence.")
@click.option("--fresh", is_flag=True, help="Read every article again, whatever was kept of earlier builds.")
@click.option("--json-log", is_flag=True, help="Tell what happens as JSON, an object a line, on standard error.")
@click.option("--verbose", "-v", is_flag=True, help="Name the articles that took longest, too.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
def build(
    paths: tuple[str, ...],
    out: Path,
    columns: dict[str, str],
    folders: tuple[Path, ...],
    lexicons: tuple[Path, ...],
    extractor: str,
    jobs: int,
    base: str | None,
    min_confidence: float,
    decisions: Path | None,
    infer: bool,  # noqa: FBT001 - click passes flags so
    no_store: bool,  # noqa: FBT001
    embed_text: bool,  # noqa: FBT001
    fresh: bool,  # noqa: FBT001
    json_log: bool,  # noqa: FBT001
    verbose: bool,  # noqa: FBT001
    quiet: bool,  # noqa: FBT001
) -> None:
    """Build a graph from articles.

    PATH is a file with one article (.txt, .md, .html) or many (.csv, .tsv, .xlsx, .parquet, .jsonl, RSS
    and Atom as .xml, .warc), a .zip or .gz of these, a folder of them, or - for standard input; with
    --engine dask an address of these, too. Without one, the folder seeds/ is read. What cannot be read
    is named and passed over, and the exit code is then 1; the rest is built. What an article says is
    kept beside the graph: the next build reads only what is new or changed, and one that was stopped
    goes on where it was.

    \b
    Examples:
      kg build
      kg build articles/ page.html --out outputs/today
      kg build NewsResult.xlsx --columns outlet=신문,date=게재
      curl -s https://example.org/news.html | kg build - --lexicon mine.tsv
      kg build archive/ --engine dask --address tcp://10.0.0.1:8786 --out /shared/graph
    """  # noqa: D301 - \b is how click is told to keep lines
    given = paths or _seeds()
    decisions = decisions or (DECISIONS if DECISIONS.is_file() else None)
    context = click.get_current_context()
    if wants_cluster(context):
        on_cluster(context, given, decisions)
        return
    with watching(out, quiet=quiet, json_log=json_log) as watch:
        from kg import pipeline  # noqa: PLC0415 - loads readers and stores

        corpus = pipeline.build(
            given,
            out,
            columns=columns,
            ontology=folders,
            lexicons=lexicons,
            extractor=extractor,
            jobs=jobs,
            base=base or pipeline.BASE,
            min_confidence=min_confidence,
            decisions=decisions,
            infer=infer,
            store=not no_store,
            embed_text=embed_text,
            fresh=fresh,
            watch=watch,
        )
    watch.finished(corpus.counts(), corpus.failures)
    if corpus.graphs and not quiet:
        _report(corpus, out, watch, verbose=verbose)
    if embed_text and corpus.counts()["entities"] > _most():
        click.echo(f"no texts in {out / 'graph.html'}: its graph is too large; build fewer articles for that", err=True)
    if any(error.grave for error in corpus.failures) or not corpus.graphs:
        raise SystemExit(1)


def _seeds() -> tuple[str, ...]:
    if not SEEDS.is_dir():
        raise click.UsageError("no PATH given, and no folder seeds/ here. Say what to read: kg build ARTICLES/")
    return (str(SEEDS),)


def _most() -> int:
    """Entities up to which the page holds everything."""
    from kg.exporters import html  # noqa: PLC0415 - loads the page's parts

    return html.LARGE


def _report(corpus: Corpus, out: Path, watch: Watcher, *, verbose: bool) -> None:
    """Print the summary."""
    n = corpus.counts()
    held = counted(n["articles"], "article"), counted(n["entities"], "entity named", "entities named")
    said = f"{counted(n['statements'], 'statement')} with {counted(n['evidences'], 'evidence')}"
    click.echo(f"{', '.join(held)}, {said}, {counted(sum(corpus.rejects().values()), 'reject')}, {watch.seconds:.1f} s")
    if watch.kept:
        click.echo(f"unchanged, and not read again: {counted(watch.kept, 'article')}")
    if verbose:
        for seconds, article in watch.slowest:
            click.echo(f"slow   {seconds:.2f} s {visible(article)}")
    click.echo(f"graph  {out / 'graph.ttl'}\npage   {out / 'graph.html'}\nreport {out / 'report.json'}")
    if (out / INFERRED).is_file():
        click.echo(f"inferred {out / INFERRED}")
