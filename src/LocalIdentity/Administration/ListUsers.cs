using System.CommandLine;
using DtnBox.LocalIdentity.Accounts;
using DtnBox.LocalIdentity.Database;
using Microsoft.EntityFrameworkCore;

namespace DtnBox.LocalIdentity.Administration;

/// <summary><c>list-users</c></summary>
internal static class ListUsers
{
    public static Command Create(AccountDesk desk)
    {
        var command = new Command("list-users", "Lists the accounts: name, state, id (the sub of tokens), e-mail address.");
        desk.OnRun(command, async (_, services, cancellationToken) =>
        {
            DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            await foreach (Account account in services.GetRequiredService<IdentityDatabase>().Users
                .OrderBy(account => account.NormalizedUserName).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                await desk.Output.WriteLineAsync($"{account.UserName}\t{State(account, now)}\t{account.Id}\t{account.Email}");
            }
        });
        return command;
    }

    private static string State(Account account, DateTimeOffset now) => account switch
    {
        { Disabled: true } => "disabled",
        { LockoutEnd: { } end } when end > now => $"locked until {end:u}",
        _ => "active",
    };
}
