using System.Diagnostics;
using Azure;
using DtnBox.Contracts.Audit;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Audit;

/// <summary>Writes entries: before the change, and once afterwards what came of it. Nothing else ever changes one.</summary>
internal sealed partial class AuditLog(StorageAccount account, TimeProvider time, ILogger<AuditLog> logger)
{
    /// <summary>A new entry of something that the system does by itself.</summary>
    public AuditRow OfSystem(string action, AuditThing thing, string? inNameOf)
    {
        AuditRow row = AuditRow.New(time.GetUtcNow(), action);
        row.ActorKind = ActorKind.System;
        row.InNameOf = inNameOf;
        (row.ThingKind, row.ThingId) = (thing.Kind, thing.Id);
        row.TraceId = Activity.Current?.TraceId.ToString();
        return row;
    }

    /// <summary>Stores an entry as it is: with an unknown outcome, before something is changed.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be stored: whoever wanted to change something must not.</exception>
    public async Task BeginAsync(AuditRow row, CancellationToken cancellationToken)
    {
        try
        {
            Response stored = await account.Audit.AddEntityAsync(row, cancellationToken);
            row.ETag = stored.Headers.ETag ?? default;
        }
        catch (Exception fault) when (IsStorageFault(fault, cancellationToken))
        {
            LogNotStored(row.Action, fault);
            throw new AuditUnavailableException(fault);
        }
    }

    /// <summary>Says once what came of it. When that cannot be stored, the entry stays unknown, and the change is done.</summary>
    public async Task EndAsync(AuditRow row, AuditOutcome outcome, string? problem)
    {
        (row.Outcome, row.Problem) = (outcome, problem);
        try
        {
            await account.Audit.UpdateEntityAsync(
                row, row.ETag, Azure.Data.Tables.TableUpdateMode.Replace, CancellationToken.None);
        }
        catch (Exception fault) when (IsStorageFault(fault, CancellationToken.None))
        {
            LogNotCompleted(row.GetId(), row.Action, outcome, fault);
        }
    }

    /// <summary>Stores an entry about something that was refused. When it cannot be stored, the refusal stands all the same.</summary>
    public async Task NoteAsync(AuditRow row)
    {
        try
        {
            await BeginAsync(row, CancellationToken.None);
        }
        catch (AuditUnavailableException)
        {
            // Logged already; there is nothing to hold back.
        }
    }

    private static bool IsStorageFault(Exception fault, CancellationToken cancellationToken)
        => fault is RequestFailedException or AggregateException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    [LoggerMessage(2350, LogLevel.Error, "The audit entry for {Action} cannot be stored: what it is about is refused")]
    private partial void LogNotStored(string action, Exception exception);

    [LoggerMessage(2351, LogLevel.Error, "Audit entry {EntryId} ({Action}) stays unknown; it was {Outcome}")]
    private partial void LogNotCompleted(string entryId, string action, AuditOutcome outcome, Exception exception);
}

/// <summary>The audit cannot be written, so nothing may be changed.</summary>
internal sealed class AuditUnavailableException(Exception cause) : Exception("The audit cannot be written.", cause);
