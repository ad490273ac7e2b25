using System.CommandLine;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox user show</c></summary>
internal static class UserShow
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = PeoplePaths.UserArgument();
        var verb = new Verb("show", "Shows a user.", "dtnbox user show ID") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            UserView user = await session.Api.GetAsync<UserView>(PeoplePaths.User(session.Get(id)), cancellationToken);
            await session.ShowAsync(user, PersonText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
