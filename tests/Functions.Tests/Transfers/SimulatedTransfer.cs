using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Orchestration;

namespace DtnBox.Functions.Tests.Transfers;

/// <summary>A transfer of chunks that exist only as numbers: the activities and agents that an orchestrator test needs.</summary>
internal sealed class SimulatedTransfer(int rangeChunks, int ranges)
{
    private static readonly Location Source = new("site-a", "data", "in/");
    private static readonly Location Destination = new("site-b", "data", "out/");
    private static readonly ChunkResult Right = new(10, 1000, 0, new Dictionary<string, FaultSummary>(StringComparer.Ordinal));

    private readonly Dictionary<string, CommandCompletion> _done = new(StringComparer.Ordinal);
    private readonly HashSet<int> _verified = [];
    private int _listedRanges;

    /// <summary>Gets the commands that agents have in hand, in the order scheduled.</summary>
    public List<RemoteCommand> Open { get; } = [];

    /// <summary>Gets how many commands of each name were scheduled for the first time.</summary>
    public Dictionary<string, int> Scheduled { get; } = new(StringComparer.Ordinal);

    public List<string> Activities { get; } = [];

    /// <summary>Gets the states that were recorded, in order.</summary>
    public List<TransferState> States { get; } = [];

    public TransferEnd? End { get; private set; }

    /// <summary>Gets the fault that was recorded with a state.</summary>
    public Fault? ParkedFor { get; private set; }

    public int Attempt { get; set; } = 1;

    public int Order { get; set; }

    public bool Stopping { get; set; }

    public bool FailedOnly { get; set; }

    public bool Keyless { get; set; }

    public DateTimeOffset? Deadline { get; set; }

    public TransferSettings Settings { get; set; } = new();

    public int ExtrasPagesToDelete { get; set; }

    /// <summary>Gets or sets what an agent answers; null for the ordinary success.</summary>
    public Func<RemoteCommand, CommandCompletion?>? Answer { get; set; }

    public int VerifiedChunks => _verified.Count;

    /// <summary>Runs the orchestration to its end; agents complete commands in the order scheduled.</summary>
    public OrchestrationDriver DriveToEnd()
    {
        OrchestrationDriver driver = NewDriver();
        for (int step = 0; driver.Status is null; step++)
        {
            Assert.True(step < 5000, "The orchestration does not come to an end.");
            if (Open is [{ } next, ..])
            {
                (string name, CommandCompletion completion) = Complete(next);
                driver.Raise(name, completion);
            }
            else
            {
                driver.FireNextTimer();
            }

            driver.RunUntilIdle();
        }

        return driver;
    }

    /// <summary>Begins the orchestration.</summary>
    public OrchestrationDriver NewDriver()
    {
        var driver = new OrchestrationDriver(
            () => new TransferOrchestrator(), nameof(TransferOrchestrator), "t.1", new TransferRun("t", 1), Run);
        driver.Begin();
        driver.RunUntilIdle();
        return driver;
    }

    public object? Run(string activity, JsonElement input)
    {
        Activities.Add(activity);
        return activity switch
        {
            nameof(BeginRun) => Brief(),
            nameof(ScheduleCommand) => Schedule(input.Deserialize<RemoteCommand>(ContractJson.Options)!),
            nameof(FindPendingChunks) => Pending(input.Deserialize<PendingChunksQuery>(ContractJson.Options)!),
            nameof(StopCommands) => Open.Count,
            nameof(FinishRun) => Finish(input.Deserialize<TransferEnd>(ContractJson.Options)!),
            nameof(RecordState) => Record(input.Deserialize<StateReached>(ContractJson.Options)!),
            nameof(SettleChunk) => true,
            nameof(ReadDeadline) => Deadline,
            nameof(CheckExtras) => ExtrasPagesToDelete,
            _ => throw new InvalidOperationException($"Unknown activity {activity}."),
        };
    }

    /// <summary>An agent finishes a command: the completion, and the name of the event that tells of it.</summary>
    public (string EventName, CommandCompletion Completion) Complete(RemoteCommand command)
    {
        CommandCompletion completion = Answer?.Invoke(command) ?? Success(command);
        Open.Remove(command);
        _done[command.Id] = completion;
        if (command.Name == CommandNames.PlanCopy && completion.Outcome == CommandOutcome.Succeeded)
        {
            _listedRanges++;
        }

        if (command.Name == CommandNames.VerifyChunk && completion.Result is { } result
            && result.GetProperty("objectsFailed").GetInt64() == 0)
        {
            _verified.Add(command.Input.GetProperty("chunk").GetInt32());
        }

        return (CommandCompletion.EventName(command.Id), completion);
    }

    public static CommandCompletion Failure(Fault fault) => new(CommandOutcome.Failed, null, fault);

    public static CommandCompletion Success(object result)
        => new(CommandOutcome.Succeeded, JsonSerializer.SerializeToElement(result, ContractJson.Options), null);

    public static ChunkResult Wrong(Fault fault) => new(9, 900, 1, new Dictionary<string, FaultSummary>(StringComparer.Ordinal)
    {
        [fault.Code] = new FaultSummary(1, "in/k", fault),
    });

    private CommandCompletion Success(RemoteCommand command) => Success(command.Name switch
    {
        CommandNames.ValidateKeys => (object)new ValidateKeysResult([], new StoreCapabilities(true, true, true, true)),
        CommandNames.ProbePath => new ProbePathResult(1, 2),
        CommandNames.PlanCopy => new PlanCopyResult(
            rangeChunks, rangeChunks * 10, rangeChunks * 1000, 0, 0, _listedRanges + 1 < ranges ? $"k{_listedRanges}" : null),
        CommandNames.CopyChunk or CommandNames.VerifyChunk => Right,
        CommandNames.SignChunk => new SignChunkResult(10, 0),
        CommandNames.ListDestination => new ListDestinationResult(0, null),
        CommandNames.DeleteExtras => new DeleteExtrasResult(1, 0, new Dictionary<string, FaultSummary>(StringComparer.Ordinal)),
        _ => throw new InvalidOperationException($"Unknown command {command.Name}."),
    });

    private bool Record(StateReached reached)
    {
        States.Add(reached.State);
        ParkedFor = reached.Fault ?? ParkedFor;
        return true;
    }

    private TransferBrief Brief() => new(
        "t",
        Attempt,
        Order,
        Stopping,
        Source,
        Destination,
        Settings with { Deadline = Deadline },
        "site-a",
        "site-b",
        _listedRanges * rangeChunks,
        _listedRanges,
        _listedRanges == 0 ? null : $"k{_listedRanges}",
        _listedRanges == ranges,
        FailedOnly,
        Keyless: Keyless,
        SignatureSeconds: 3600);

    private CommandCompletion? Schedule(RemoteCommand command)
    {
        if (_done.TryGetValue(command.Id, out CommandCompletion? done))
        {
            return done;
        }

        if (Open.All(open => open.Id != command.Id))
        {
            Open.Add(command);
            Scheduled[command.Name] = Scheduled.GetValueOrDefault(command.Name) + 1;
        }

        return null;
    }

    private PendingChunks Pending(PendingChunksQuery query)
    {
        int upTo = Math.Min(query.After + 7, query.UpTo);
        return new PendingChunks(
            [.. Enumerable.Range(query.After + 1, upTo - query.After).Where(chunk => !_verified.Contains(chunk))], upTo);
    }

    private TransferState Finish(TransferEnd end)
    {
        End = end;
        return end.Fault is null ? TransferState.Succeeded : TransferState.Failed;
    }
}
