using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Chains;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Tests.Transfers.Chains;

/// <summary>A transfer on real tables whose agents are played step by step, and may die between any two of them.</summary>
internal sealed class ChainedTransfer
{
    private static readonly Dictionary<string, FaultSummary> NoFaults = new(StringComparer.Ordinal);

    private static readonly string[] Known = [CommandNames.CopyChunk, CommandNames.SignChunk, CommandNames.VerifyChunk];

    private readonly ControlPlane _plane;

    private ChainedTransfer(ControlPlane plane, string id, string source, string destination)
        => (_plane, Id, Source, Destination) = (plane, id, source, destination);

    public static ChunkResult Right { get; } = new(10, 1000, 0, NoFaults);

    public static ChunkResult Described { get; } = new(0, 0, 0, NoFaults, ObjectsUnsigned: 10);

    public string Id { get; }

    public string Source { get; }

    public string Destination { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CommandCompletions Completions => _plane.Get<CommandCompletions>();

    private StorageAccount Account => _plane.Get<StorageAccount>();

    /// <summary>A transfer that copies some chunks of ten objects, and the orchestration of its first run.</summary>
    public static async Task<ChainedTransfer> NewAsync(ControlPlane plane, bool keyless = false, int chunks = 1)
    {
        string id = $"t{Guid.NewGuid():N}"[..14];
        var transfer = new ChainedTransfer(plane, id, $"a-{id}", $"b-{id}");
        foreach (string node in (string[])[transfer.Source, transfer.Destination])
        {
            await plane.AddNodeAsync(node);
        }

        var row = new TransferRow
        {
            PartitionKey = TransferRow.Partition,
            RowKey = TransferRow.Prefix + id,
            Owner = "ada",
            CopyNode = transfer.Source,
            VerifyNode = transfer.Destination,
            KeyMode = keyless ? KeyMode.Keyless : KeyMode.Shared,
            SignatureSeconds = 3600,
            State = TransferState.Copying,
            StateSince = plane.Time.GetUtcNow(),
            Attempt = 1,
            Run = 1,
        };
        row.SetLocations(new Location(transfer.Source, "data", "in/"), new Location(transfer.Destination, "data", "out/"));
        row.SetSettings(new TransferSettings());
        await plane.Get<TransferStore>().InsertAsync(row, Cancel);
        plane.Orchestrations.Instances[row.GetInstanceId()] = OrchestrationRuntimeStatus.Running;
        TransferLedger ledger = plane.Get<TransferLedger>();
        await ledger.BeginAttemptAsync(id, 1, Cancel);
        for (int chunk = 1; chunk <= chunks; chunk++)
        {
            await ledger.EnterAsync(id, chunk, objects: 10, bytes: 1000, Cancel);
        }

        return transfer;
    }

    public async Task<TransferRow> RowAsync() => (await _plane.Get<TransferStore>().FindAsync(Id, Cancel))!;

    public Task ChangeAsync(Action<TransferRow> change) => _plane.Get<TransferStore>().ChangeAsync(
        Id,
        row =>
        {
            change(row);
            return true;
        },
        Cancel);

    /// <summary>What an orchestration does: begins tries, or finds where they are.</summary>
    public async Task<IReadOnlyDictionary<int, ChunkVerdict>> BeginAsync(params ChunkOrder[] orders)
    {
        TransferRow row = await RowAsync();
        ChunkChains chains = _plane.Get<ChunkChains>();
        return await chains.BeginAsync(
            row,
            [.. (orders.Length > 0 ? orders : [new ChunkOrder(1, 1, false)])
                .Select(order => chains.First(row, row.Attempt, StoreCapabilities.Unknown, order))],
            Cancel);
    }

    /// <summary>Another run takes over from the first.</summary>
    public async Task TakeOverAsync()
    {
        _plane.Orchestrations.Instances[(await RowAsync()).GetInstanceId()] = OrchestrationRuntimeStatus.Failed;
        await ChangeAsync(row => row.Run++);
        _plane.Orchestrations.Instances[(await RowAsync()).GetInstanceId()] = OrchestrationRuntimeStatus.Running;
    }

    /// <summary>The one command that waits at a node.</summary>
    public async Task<LeasedCommand> LeaseOneAsync(string node) => Assert.Single(await LeaseAsync(node));

    public Task<IReadOnlyList<LeasedCommand>> LeaseAsync(string node, int max = 32) => _plane.Get<CommandLeases>().LeaseAsync(
        new AgentId(node, "agent"), new LeaseCommands("session", max, 0, [], Known), Cancel);

    /// <summary>An agent completes a command, and the control plane does all that it does then.</summary>
    public async Task CompleteAsync(string node, LeasedCommand leased, object? result, CommandOutcome outcome = CommandOutcome.Succeeded)
    {
        await EndAsync(node, leased, result, outcome);
        await Completions.RaiseAsync(node, leased.Id, Cancel);
    }

    /// <summary>The first half of that: into the ledger, and ended. The process dies then.</summary>
    public async Task EndAsync(string node, LeasedCommand leased, object? result, CommandOutcome outcome = CommandOutcome.Succeeded)
    {
        JsonElement? json = result is null ? null : JsonSerializer.SerializeToElement(result, ContractJson.Options);
        CommandRow row = await CommandAsync(node, leased.Id);
        OpenCommandRow open = (await Account.Commands.FindAsync<OpenCommandRow>(
            node, OpenCommandRow.Prefix + leased.Id, Cancel))!;
        row.Complete(
            leased.LeaseId, new CommandCompletion(outcome, json, null), _plane.Time.GetUtcNow(), open.StopRequested);
        await _plane.Get<TransferLedger>().ApplyAsync(
            row, open, new CompleteCommand(leased.LeaseId, outcome, json, null), Cancel);
        Assert.True(await Account.Commands.TrySubmitAsync(
            CommandCompletions.Move(row, open, _plane.Time.GetUtcNow()), Cancel));
    }

    public async Task<CommandRow> CommandAsync(string node, string id)
        => (await Account.Commands.FindAsync<CommandRow>(node, CommandRow.Prefix + id, Cancel))!;

    /// <summary>The timer function comes round.</summary>
    public async Task HealAsync()
    {
        _plane.Time.Advance(TimeSpan.FromSeconds(10));
        await Completions.RaiseLostAsync(Source, Cancel);
        await Completions.RaiseLostAsync(Destination, Cancel);
    }

    /// <summary>The events that arrived at runs of this transfer.</summary>
    public List<(string InstanceId, string Name, ChunkVerdict Verdict)> Told() =>
    [
        .. _plane.Orchestrations.Events
            .Where(raised => raised.InstanceId.StartsWith($"{Id}.", StringComparison.Ordinal))
            .Select(raised => (raised.InstanceId, raised.Name, (ChunkVerdict)raised.Payload!)),
    ];

    /// <summary>The ids of commands that wait or are in hand.</summary>
    public async Task<List<string>> OpenAsync()
    {
        List<string> open = [];
        foreach (string node in (string[])[Source, Destination])
        {
            open.AddRange(await _plane.Get<CommandQueue>().OpenAsync(node, Id, Cancel).Select(row => row.GetId()).ToListAsync(Cancel));
        }

        return open;
    }

    public async Task<int> RowsAsync(string prefix)
    {
        int rows = 0;
        foreach (string node in (string[])[Source, Destination])
        {
            rows += await Account.Commands.ReadRangeAsync<RaiseRow>(node, prefix, cancellationToken: Cancel).CountAsync(Cancel);
        }

        return rows;
    }
}
