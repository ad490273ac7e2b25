using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox user list</c></summary>
internal static class UserList
{
    public static Command Create(Shell shell)
    {
        Option<UserState?> state = Choice.Of<UserState>("--state", "Only users in this state.");
        var verb = new Verb("list", "Lists the users.", "dtnbox user list", "dtnbox user list --state Pending") { state };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string path = session.Get(state) is { } only ? $"{PeoplePaths.Users}?state={only}" : PeoplePaths.Users;
            IAsyncEnumerable<UserView> users = session.Api.ListAsync<UserView>(path, cancellationToken);
            if (session.Json)
            {
                await JsonText.WriteArrayAsync(session.Terminal.Out, users);
            }
            else
            {
                await session.Terminal.Out.WriteLineAsync(PersonText.Table(await users.ToListAsync(cancellationToken)));
            }

            return ExitCodes.Ok;
        });
        return verb;
    }
}
