using System.CommandLine;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox token create</c></summary>
internal static class TokenCreate
{
    public static Command Create(Shell shell)
    {
        var name = new Argument<string>("name") { Description = "What it is for, in your words." };
        var scopes = new Option<TokenScope[]>("--scope")
        {
            Description = "What it may be used for. Read: see all that you may. Transfer: start and steer transfers. Node: change sites. Admin: people.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        scopes.AcceptOnlyFromAmong(Enum.GetNames<TokenScope>());
        var expires = new Option<string?>("--expires")
        {
            Description = $"When it ends, at most a year ahead. Default: 90d. {DeadlineText.Forms}", HelpName = "time",
        };
        var verb = new Verb(
            "create",
            "Makes an API token for yourself. It is shown once. Needs a sign-in: a token makes no tokens.",
            "dtnbox token create nightly --scope Read Transfer",
            "dtnbox token create dashboard --scope Read --expires 30d --json | jq -r .secret > token")
        {
            name, scopes, expires,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            var request = new CreateToken(
                session.Get(name),
                session.Get(scopes) ?? [],
                session.Get(expires) is { } time ? DeadlineText.Read(time, session.Terminal.Time) : null);
            NewToken made = await session.Api.PostAsync<NewToken>(PeoplePaths.Tokens(user: null), request, cancellationToken);
            await session.ShowAsync(made, TokenText.Made);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
