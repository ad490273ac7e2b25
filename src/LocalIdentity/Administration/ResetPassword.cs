using System.CommandLine;
using System.Text;
using DtnBox.LocalIdentity.Accounts;
using DtnBox.LocalIdentity.Configuration;
using DtnBox.LocalIdentity.Protocol;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Administration;

/// <summary><c>reset-password</c></summary>
internal static class ResetPassword
{
    public static Command Create(AccountDesk desk)
    {
        Option<string> user = CommandTree.UserOption();
        Option<bool> fromStdin = CommandTree.PasswordFromStdinOption("Default: print a link that sets it once.");
        var command = new Command("reset-password", "Gives somebody a new password, unlocks them and revokes their tokens.")
        {
            user, fromStdin,
        };
        desk.OnRun(command, async (parsed, services, cancellationToken) =>
        {
            Account account = await AccountDesk.FindAsync(services, parsed.GetValue(user)!);
            AccountChanges changes = services.GetRequiredService<AccountChanges>();
            string token = await changes.ResetTokenAsync(account);
            if (parsed.GetValue(fromStdin))
            {
                string password = await desk.ReadPasswordAsync(cancellationToken);
                AccountDesk.Ensure(await changes.ResetPasswordAsync(account, token, password, cancellationToken));
                await desk.Output.WriteLineAsync($"The password of {account.UserName} was set.");
                return;
            }

            LocalIdentityOptions options = services.GetRequiredService<IOptions<LocalIdentityOptions>>().Value;
            DateTimeOffset end = services.GetRequiredService<TimeProvider>().GetUtcNow() + options.ResetLinkLifetime;
            await desk.Output.WriteLineAsync(
                $"Good once, until {end:u}; whoever has it sets the password of {account.UserName}:");
            await desk.Output.WriteLineAsync(Link(options.Issuer!, account, token));
        });
        return command;
    }

    internal static string Link(Uri issuer, Account account, string token) => QueryHelpers.AddQueryString(
        new Uri(issuer, Routes.ResetPassword).AbsoluteUri,
        new Dictionary<string, string?>
        {
            ["account"] = account.Id,
            ["token"] = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token)),
        });
}
