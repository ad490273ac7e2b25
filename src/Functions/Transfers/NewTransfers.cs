using System.Diagnostics;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Transfers.Keyless;
using DtnBox.Functions.Transfers.KeyLists;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers;

/// <summary>Accepts new transfers.</summary>
internal sealed class NewTransfers(
    NodeDirectory nodes,
    AgentDirectory agents,
    IdempotentRequests requests,
    TransferStore transfers,
    TransferStarter starter,
    KeyListStore lists,
    Rights rights,
    TransferRights needs,
    KeyModes keyModes,
    TimeProvider time)
{
    /// <remarks>
    /// The key is claimed, then the row is stored, then the orchestration is started. Whoever dies in between is
    /// completed by the same request sent again, and after the row also by the timer function.
    /// </remarks>
    public async Task<(TransferRow? Row, ProblemHttpResult? Problem)> CreateAsync(
        CreateTransfer request, string idempotencyKey, Caller caller, CancellationToken cancellationToken)
    {
        foreach (string nodeId in (string[])[request.Source.NodeId, request.Destination.NodeId])
        {
            if (await nodes.FindAsync(nodeId, cancellationToken) is not { } node
                || !await rights.MaySeeAsync(caller, node, cancellationToken))
            {
                return (null, Problems.NotFound("node", nodeId));
            }
        }

        if (await needs.MissingAsync(
            caller.Subject, request.Source, request.Destination, request.Settings ?? new TransferSettings(), cancellationToken)
            is { } missing)
        {
            return (null, GrantFaults.Problem(missing));
        }

        if (await lists.ProblemAsync(request.Settings, caller, cancellationToken) is { } problem)
        {
            return (null, problem);
        }

        Partner sender = await PartnerAsync(request.Source.NodeId, cancellationToken);
        Partner signer = await PartnerAsync(request.Destination.NodeId, cancellationToken);
        if (!sender.HasAgents && !signer.HasAgents)
        {
            return (null, Problems.Conflict(
                "Nobody can carry the transfer",
                $"Neither {request.Source.NodeId} nor {request.Destination.NodeId} has an agent.",
                $"Enroll one: 'dtnbox node enroll {request.Source.NodeId}' prints how."));
        }

        string? id = await requests.ClaimAsync(
            caller.Subject, idempotencyKey, request, transfers.NewId(), cancellationToken);
        if (id is null)
        {
            return (null, Problems.Conflict(
                "The Idempotency-Key was used before",
                "This key was sent earlier with another transfer.",
                "Send a new key for a new transfer."));
        }

        TransferRow? row = await transfers.FindAsync(id, cancellationToken);
        if (row?.DeletedAt is not null || (row is null && await transfers.WasDeletedAsync(id, cancellationToken)))
        {
            return (null, Problems.Conflict(
                "The transfer was deleted",
                $"This request made transfer {id} before, and somebody deleted it.",
                "Send a new Idempotency-Key for a new transfer."));
        }

        if (row is null)
        {
            await transfers.InsertAsync(NewRow(id, request, caller, sender, signer), cancellationToken);
            row = await transfers.FindAsync(id, cancellationToken);
            await starter.StartAsync(row!, cancellationToken);
        }

        return (row, null);
    }

    private async Task<Partner> PartnerAsync(string nodeId, CancellationToken cancellationToken) => new(
        await agents.AnyAsync(nodeId, cancellationToken),
        await agents.AnyKnewKeylessAsync(nodeId, cancellationToken),
        (await nodes.FindAsync(nodeId, cancellationToken))?.GetProbe()?.Findings?.Capabilities.AddedHeaders ?? AddedHeaders.Unknown);

    private TransferRow NewRow(string id, CreateTransfer request, Caller caller, Partner sender, Partner signer)
    {
        DateTimeOffset now = time.GetUtcNow();
        TransferSettings settings = request.Settings ?? new TransferSettings();
        KeyHandling keys = keyModes.Decide(request.Source, request.Destination, settings, sender, signer);
        var row = new TransferRow
        {
            PartitionKey = TransferRow.Partition,
            RowKey = TransferRow.Prefix + id,
            Owner = caller.Subject,
            Label = request.Label,
            CopyNode = sender.HasAgents ? request.Source.NodeId : request.Destination.NodeId,
            VerifyNode = signer.HasAgents ? request.Destination.NodeId : request.Source.NodeId,
            KeyMode = keys.Mode,
            KeyModeReason = keys.Reason,
            SignatureSeconds = keyModes.SignatureSeconds,
            State = TransferState.Queued,
            StateSince = now,
            Attempt = 1,
            Run = 1,
            CreatedAt = now,
            Traceparent = Activity.Current?.Id,
        };
        row.SetLocations(request.Source, request.Destination);
        row.SetSettings(settings);
        return row;
    }
}
