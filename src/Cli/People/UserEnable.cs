using System.CommandLine;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox user enable</c> and <c>disable</c></summary>
internal static class UserEnable
{
    public static Command CreateEnable(Shell shell) => Create(shell, "enable", "Lets a disabled user in again.");

    public static Command CreateDisable(Shell shell) => Create(
        shell, "disable", "Shuts a user out within a minute, with all their tokens. Their running transfers go on.");

    private static Verb Create(Shell shell, string name, string description)
    {
        Argument<string> id = PeoplePaths.UserArgument();
        var verb = new Verb(name, description, $"dtnbox user {name} ID") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            UserView user = await session.Api.PostAsync<UserView>(
                $"{PeoplePaths.User(session.Get(id))}/{name}", body: null, cancellationToken);
            await session.ShowAsync(user, PersonText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
