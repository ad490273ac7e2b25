using System.CommandLine;
using System.Security.Cryptography;
using DtnBox.LocalIdentity.Accounts;

namespace DtnBox.LocalIdentity.Administration;

/// <summary><c>add-user</c></summary>
internal static class AddUser
{
    private const int RandomPasswordBytes = 18;

    public static Command Create(AccountDesk desk)
    {
        Option<string> user = CommandTree.UserOption();
        var email = new Option<string?>("--email")
        {
            Description = "Their e-mail address; nobody proves it.", HelpName = "address",
        };
        var name = new Option<string?>("--name")
        {
            Description = "What others read. Default: the user name.", HelpName = "name",
        };
        Option<bool> fromStdin = CommandTree.PasswordFromStdinOption("Default: make one and print it.");
        var command = new Command("add-user", "Makes an account, also where sign-up is closed.") { user, email, name, fromStdin };
        desk.OnRun(command, async (parsed, services, cancellationToken) =>
        {
            bool given = parsed.GetValue(fromStdin);
            string password = given
                ? await desk.ReadPasswordAsync(cancellationToken)
                : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomPasswordBytes));
            var account = new Account
            {
                UserName = parsed.GetValue(user), Email = parsed.GetValue(email), DisplayName = parsed.GetValue(name),
            };
            AccountDesk.Ensure(await services.GetRequiredService<AccountChanges>().AddAsync(account, password));
            await desk.Output.WriteLineAsync(given
                ? $"Account {account.UserName} was made."
                : $"Account {account.UserName} was made; its password is {password}");
        });
        return command;
    }
}
