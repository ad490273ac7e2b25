using System.CommandLine;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox user approve</c></summary>
internal static class UserApprove
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = PeoplePaths.UserArgument();
        Option<Role?> role = Choice.Of<Role>("--role", $"What they may do. Default: Member. {PeoplePaths.Roles}");
        var verb = new Verb(
            "approve", "Lets a pending user in.", "dtnbox user approve ID", "dtnbox user approve ID --role Operator") { id, role };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            UserView user = await session.Api.PostAsync<UserView>(
                $"{PeoplePaths.User(session.Get(id))}/approve", new ApproveUser(session.Get(role)), cancellationToken);
            await session.ShowAsync(user, PersonText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
