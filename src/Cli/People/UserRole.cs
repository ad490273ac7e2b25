using System.CommandLine;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox user role</c></summary>
internal static class UserRole
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = PeoplePaths.UserArgument();
        var role = new Argument<Role>("role") { Description = $"What they may do from now on. {PeoplePaths.Roles}" };
        role.AcceptOnlyFromAmong(Enum.GetNames<Role>());
        var verb = new Verb("role", "Changes what a user may do.", "dtnbox user role ID Operator") { id, role };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            UserView user = await session.Api.PutAsync<UserView>(
                $"{PeoplePaths.User(session.Get(id))}/role", new ChangeRole(session.Get(role)), cancellationToken);
            await session.ShowAsync(user, PersonText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
