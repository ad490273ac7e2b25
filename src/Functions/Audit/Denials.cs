using System.Net;
using System.Net.Sockets;
using DtnBox.Contracts.Audit;
using DtnBox.Functions.Identity;

namespace DtnBox.Functions.Audit;

/// <summary>Enters what was refused, within bounds; on its way out of the pipeline, and at the end of each minute.</summary>
internal sealed class Denials(AuditLog log, DenialBudget budget, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(20);

    /// <summary>By whom denials are counted: the caller, or where they come from.</summary>
    public static string CallerOf(HttpContext context)
        => RequestEntries.ActorOf(context.User).Id ?? NetworkOf(ClientAddress.Of(context.Request));

    /// <summary>Whether somebody unknown was refused so often that they are not even asked any more.</summary>
    public bool IsShutOut(HttpContext context)
        => RequestEntries.ActorOf(context.User).Kind == ActorKind.Anonymous && budget.IsSpent(CallerOf(context));

    /// <summary>Counts a denial that has its own entry already.</summary>
    public void Count(HttpContext context) => budget.TryTake(CallerOf(context));

    /// <summary>Enters a denial, or counts it.</summary>
    public async Task NoteAsync(HttpContext context, AuditedAction? action)
    {
        if (!budget.TryTake(CallerOf(context)))
        {
            return;
        }

        AuditRow row = RequestEntries.New(context, time.GetUtcNow(), action);
        row.Outcome = AuditOutcome.Denied;
        row.Problem = context.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => "Not signed in",
            StatusCodes.Status403Forbidden => "Not allowed",
            _ => "Not theirs to see",
        };
        await log.NoteAsync(row);
    }

    /// <summary>Enters how many were not entered one by one.</summary>
    public async Task SummariseAsync(bool all)
    {
        foreach ((string caller, long rest) in budget.TakeOver(all))
        {
            AuditRow row = AuditRow.New(time.GetUtcNow(), AuditActions.RequestDenied);
            (row.ActorKind, row.Address) = (ActorKind.Anonymous, caller);
            (row.Outcome, row.Count) = (AuditOutcome.Denied, rest);
            row.Problem = "More of the same within a minute";
            await log.NoteAsync(row);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SummariseAsync(all: true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SummariseAsync(all: false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the process; what is left is entered by StopAsync.
        }
    }

    /// <summary>Whoever has one address of IPv6 has a whole /64 of them.</summary>
    private static string NetworkOf(string address)
    {
        if (!IPAddress.TryParse(address, out IPAddress? parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6
            || parsed.IsIPv4MappedToIPv6)
        {
            return address;
        }

        byte[] bytes = parsed.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
