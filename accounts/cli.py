"""`claimtrail user add|role|disable|link`: accounts from the terminal."""

import click

from accounts import matters, people, signin
from core.house import House

ACTOR = "console"


def link_address(secret: str, port: int = 8000) -> str:
    """Give the address that signs in once; `localhost`, where browsers accept secure cookies without TLS."""
    return f"http://localhost:{port}/sign-in/{secret}"


def register(group: click.Group, house: House) -> None:
    """Add the commands about accounts to the program."""

    @group.group()
    def user() -> None:
        """Add people, give them roles, make sign-in links, shut accounts."""

    _add_accounts(user, house)
    _add_access(user, house)


def _add_accounts(user: click.Group, house: House) -> None:
    @user.command()
    @click.argument("name")
    @click.option("--administrator", is_flag=True, help="May administer accounts.")
    def add(name: str, *, administrator: bool) -> None:
        """Add the account NAME."""
        with house.database.transaction(ACTOR) as session:
            people.add_user(session, name, is_administrator=administrator)
        print(f"Added {name}. Make a sign-in link with: claimtrail user link {name}")

    @user.command()
    @click.argument("name")
    def disable(name: str) -> None:
        """Shut the account NAME; its next request is refused."""
        with house.database.transaction(ACTOR) as session:
            person = people.user_by_name(session, name)
            people.disable(session, person)
            signin.sign_out_everywhere(session, person)
        print(f"Shut the account of {name}.")


def _add_access(user: click.Group, house: House) -> None:
    @user.command()
    @click.argument("name")
    @click.argument("slug")
    @click.argument("role")
    def role(name: str, slug: str, role: str) -> None:
        """Give NAME the ROLE lead, researcher, reviewer or viewer in the matter SLUG; `none` takes it away."""
        with house.database.transaction(ACTOR) as session:
            person = people.user_by_name(session, name)
            matter = matters.matter_by_slug(session, slug)
            matters.set_role(session, matter, person, "" if role == "none" else role)
        print(f"{name} in {slug}: {role}")

    @user.command()
    @click.argument("name")
    @click.option("--port", default=8000, show_default=True, envvar="PORT")
    def link(name: str, port: int) -> None:
        """Print a link that signs NAME in once, within 30 minutes."""
        with house.database.transaction(ACTOR) as session:
            person = people.user_by_name(session, name)
            secret = signin.make_link(session, person)
        print(link_address(secret, port))
