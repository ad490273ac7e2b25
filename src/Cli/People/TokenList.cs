using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox token list</c></summary>
internal static class TokenList
{
    public static Option<string?> UserOption() => new("--user")
    {
        Description = "Whose. Default: yours. For administrators.", HelpName = "id",
    };

    public static Command Create(Shell shell)
    {
        Option<string?> user = UserOption();
        var verb = new Verb(
            "list", "Lists API tokens, without their secrets.", "dtnbox token list", "dtnbox token list --user ID") { user };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            IAsyncEnumerable<TokenView> tokens =
                session.Api.ListAsync<TokenView>(PeoplePaths.Tokens(session.Get(user)), cancellationToken);
            if (session.Json)
            {
                await JsonText.WriteArrayAsync(session.Terminal.Out, tokens);
            }
            else
            {
                await session.Terminal.Out.WriteLineAsync(TokenText.Table(await tokens.ToListAsync(cancellationToken)));
            }

            return ExitCodes.Ok;
        });
        return verb;
    }
}
