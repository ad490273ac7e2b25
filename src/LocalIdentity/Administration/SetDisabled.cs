using System.CommandLine;
using DtnBox.LocalIdentity.Accounts;

namespace DtnBox.LocalIdentity.Administration;

/// <summary><c>disable</c> and <c>enable</c></summary>
internal static class SetDisabled
{
    public static Command Create(AccountDesk desk, bool disabled)
    {
        Option<string> user = CommandTree.UserOption();
        Command command = disabled
            ? new Command("disable", "Keeps somebody out: refresh tokens end at once, access tokens when they expire.") { user }
            : new Command("enable", "Lets somebody in again who was disabled.") { user };
        desk.OnRun(command, async (parsed, services, cancellationToken) =>
        {
            Account account = await AccountDesk.FindAsync(services, parsed.GetValue(user)!);
            AccountChanges changes = services.GetRequiredService<AccountChanges>();
            await (disabled ? changes.DisableAsync(account, cancellationToken) : changes.EnableAsync(account));
            await desk.Output.WriteLineAsync($"{account.UserName} is {(disabled ? "disabled" : "enabled")}.");
        });
        return command;
    }
}
