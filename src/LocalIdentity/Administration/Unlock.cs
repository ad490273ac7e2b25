using System.CommandLine;
using DtnBox.LocalIdentity.Accounts;

namespace DtnBox.LocalIdentity.Administration;

/// <summary><c>unlock</c></summary>
internal static class Unlock
{
    public static Command Create(AccountDesk desk)
    {
        Option<string> user = CommandTree.UserOption();
        var command = new Command("unlock", "Lets somebody try again at once who gave too many wrong passwords.") { user };
        desk.OnRun(command, async (parsed, services, _) =>
        {
            Account account = await AccountDesk.FindAsync(services, parsed.GetValue(user)!);
            await services.GetRequiredService<AccountChanges>().UnlockAsync(account);
            await desk.Output.WriteLineAsync($"{account.UserName} is unlocked.");
        });
        return command;
    }
}
