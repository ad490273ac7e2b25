using DtnBox.Contracts;
using DtnBox.Contracts.Audit;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Hosting;
using DtnBox.Functions.Transfers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Schedules;

/// <summary>Starts the transfers of schedules that are due.</summary>
/// <remarks>
/// A transfer is created under a key made of the schedule and the occurrence, and then the schedule moves on. Whoever
/// dies in between leaves a schedule that is still due, and the next run finds the same transfer. So several instances
/// of this timer do no harm either. After a downtime one occurrence is made up for: the one that is due.
/// </remarks>
internal sealed partial class RunSchedules(
    ScheduleStore schedules,
    TransferStore transfers,
    NewTransfers news,
    OwnerRights rights,
    AuditLog audit,
    TimeProvider time,
    ILogger<RunSchedules> logger)
    : IRecurringTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (ScheduleRow schedule in schedules.ListDueAsync(time.GetUtcNow(), cancellationToken))
        {
            await RunAsync(schedule, cancellationToken);
        }
    }

    private async Task RunAsync(ScheduleRow seen, CancellationToken cancellationToken)
    {
        if (seen.NextRun is not { } occurrence || occurrence > time.GetUtcNow())
        {
            // It was changed since it was listed as due.
            return;
        }

        (string? transferId, Fault? fault) = await StartAsync(seen, occurrence, cancellationToken);
        await schedules.ChangeAsync(
            seen.GetId(),
            row =>
            {
                if (row.NextRun != occurrence)
                {
                    return false;
                }

                row.Advance(transferId, fault, time.GetUtcNow());
                return true;
            },
            cancellationToken);
        if (fault is null)
        {
            LogStarted(seen.GetId(), transferId, occurrence);
        }
        else
        {
            LogNotStarted(seen.GetId(), occurrence, fault.Message);
        }
    }

    private async Task<(string? TransferId, Fault? Fault)> StartAsync(
        ScheduleRow schedule, DateTimeOffset occurrence, CancellationToken cancellationToken)
    {
        if (schedule.LastTransferId is { } last
            && await transfers.FindAsync(last, cancellationToken) is { } running && !TransferStates.IsAtRest(running.State))
        {
            return (null, new Fault(
                FaultCodes.StillRunning,
                $"Transfer {last}, which this schedule started before, is still {running.State}.",
                "Nothing, if that is unusual: the next one starts at its time. Otherwise let it come less often."));
        }

        if (await rights.FindAsync(schedule.Owner, cancellationToken) is not { } owner)
        {
            return (null, new Fault(
                FaultCodes.AccessDenied,
                $"'{schedule.Owner}', who owns this schedule, can no longer sign in.",
                "Delete it, or have an administrator hand it over to somebody else."));
        }

        AuditRow entry = audit.OfSystem(
            AuditActions.ScheduleStart, new AuditThing("schedule", schedule.GetId()), schedule.Owner);
        await audit.BeginAsync(entry, cancellationToken);
        (TransferRow? row, ProblemHttpResult? problem) = await news.CreateAsync(
            schedule.GetTransfer(), Key(schedule, occurrence), owner, cancellationToken);
        await audit.EndAsync(
            entry,
            row is not null ? AuditOutcome.Succeeded
                : problem!.StatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound ? AuditOutcome.Denied
                : AuditOutcome.Failed,
            problem?.ProblemDetails.Title);
        return row is not null
            ? (row.GetId(), null)
            : (null, new Fault(
                problem!.StatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound
                    ? FaultCodes.GrantMissing
                    : FaultCodes.AccessDenied,
                problem.ProblemDetails.Detail ?? problem.ProblemDetails.Title ?? "The transfer could not be started.",
                problem.ProblemDetails.Extensions["nextStep"] as string ?? string.Empty));
    }

    private static string Key(ScheduleRow schedule, DateTimeOffset occurrence)
        => $"schedule {schedule.GetId()} {occurrence.UtcTicks}";

    [LoggerMessage(2250, LogLevel.Information, "Schedule {ScheduleId} started transfer {TransferId}, due {Occurrence:u}")]
    private partial void LogStarted(string scheduleId, string? transferId, DateTimeOffset occurrence);

    [LoggerMessage(2251, LogLevel.Warning, "Schedule {ScheduleId} started nothing, due {Occurrence:u}: {Reason}")]
    private partial void LogNotStarted(string scheduleId, DateTimeOffset occurrence, string reason);
}
