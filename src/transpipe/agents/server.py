"""The server: which tools there are, and that they take what they name and nothing else."""

from __future__ import annotations

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.tools import Tool

from transpipe.agents.tools import Opened, Tools

_ABOUT = (
    "Translations of English articles into Chinese. Read how_to_translate first; then take units "
    "with next_task and hand in drafts with propose_drafts. A draft is all you can make: people "
    "confirm and review."
)


def server(opened: Opened, name: str, version: str) -> MCPServer:
    """What answers one client at a time."""
    tools = Tools(opened, name)
    offered = (
        tools.how_to_translate,
        tools.articles,
        tools.next_task,
        tools.propose_drafts,
        tools.check,
        tools.review,
    )
    return MCPServer(
        "transpipe",
        version=version,
        instructions=_ABOUT,
        tools=[_strict(Tool.from_function(each)) for each in offered],
        log_level="WARNING",
    )


def _strict(tool: Tool) -> Tool:
    """The tool, which refuses arguments that it does not know."""
    arguments = tool.fn_metadata.arg_model
    arguments.model_config["extra"] = "forbid"
    arguments.model_rebuild(force=True)
    tool.parameters = arguments.model_json_schema(by_alias=True)
    return tool


def serve(opened: Opened, name: str, version: str) -> None:
    """Answers on stdin and stdout until stdin ends."""
    server(opened, name, version).run("stdio")
