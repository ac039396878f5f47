"""The command line: one file a command, each loaded only when it is called, so that `kg --help` is quick."""

from __future__ import annotations

import difflib
import io
import sys
from importlib import import_module
from typing import Any, cast

import click

from kg import __version__
from kg.errors import KgError

# name -> ("module:command", what `kg --help` says of it)
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("kg.cli.build:build", "Build a graph from articles."),
    "query": ("kg.cli.query:query", "Ask the built graph in SPARQL."),
    "serve": ("kg.cli.serve:serve", "Serve the built graph over HTTP: SPARQL, pages, an API."),
    "show": ("kg.cli.show:show", "Print what is known of one entity, sentence by sentence."),
    "stats": ("kg.cli.stats:stats", "Count what the built graph holds."),
    "export": ("kg.cli.export:export", "Write the built graph, or a part of it, in another format."),
    "import": ("kg.cli.importing:import_", "Take back a graph that newskg exported."),
    "validate": ("kg.cli.validate:validate", "Check the built graph against the shapes (SHACL)."),
    "merges": ("kg.cli.merges:merges", "List which names became one entity, and why."),
    "disagreements": ("kg.cli.disagreements:disagreements", "Print statements that cannot both hold, side by side."),
    "eval": ("kg.cli.eval:evaluate", "Hold the built graph against gold annotations."),
    "ontology": ("kg.cli.ontology:ontology", "Look after the ontology."),
}


class Failure(click.ClickException):
    """A KgError as click shows it: one line on standard error (and what it shows below), exit code 1."""

    def show(self, file: Any = None) -> None:
        """Print the line."""
        click.echo(f"kg: {self.message}", file=file, err=file is None)


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, not when they are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a user meets the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        return cast("click.Command", getattr(import_module(module), name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; of one that there is not, name those that are written alike."""
        near = difflib.get_close_matches(args[0], COMMANDS, n=1) if args and args[0] not in COMMANDS else []
        if near and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing one of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what newskg itself reports becomes one line."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise Failure("\n".join([" ".join(str(error).split()), *error.shown])) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Knowledge graphs that can be trusted, from Korean news.

    \b
    kg build articles/          articles -> outputs/graph.ttl and outputs/graph.html
    kg show 엔비디아            what the articles say of it, and who says so
    """  # noqa: D301 - \b is how click is told to keep lines


def main() -> None:
    """Run the command line, in UTF-8 whatever the locale says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace")
    cli(prog_name="kg")
