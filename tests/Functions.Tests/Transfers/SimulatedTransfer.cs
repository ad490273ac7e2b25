using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Chains;
using DtnBox.Functions.Transfers.Orchestration;

namespace DtnBox.Functions.Tests.Transfers;

/// <summary>A transfer of chunks that exist only as numbers: the activities and agents that an orchestrator test needs.</summary>
internal sealed class SimulatedTransfer(int rangeChunks, int ranges)
{
    private static readonly Location Source = new("site-a", "data", "in/");
    private static readonly Location Destination = new("site-b", "data", "out/");
    private static readonly ChunkResult Right = new(10, 1000, 0, new Dictionary<string, FaultSummary>(StringComparer.Ordinal));

    private readonly Dictionary<string, CommandCompletion> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChunkChain> _chains = new(StringComparer.Ordinal);
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

    /// <summary>Gets the chunks that were given up.</summary>
    public HashSet<int> GivenUp { get; } = [];

    /// <summary>Gets how many commands of chunks were open at once at most.</summary>
    public int MostInHand { get; private set; }

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
                Complete(next, driver);
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
            nameof(ScheduleCommands) => Schedule(input.Deserialize<CommandsWanted>(ContractJson.Options)!),
            nameof(ScheduleChunks) => TakeUp(input.Deserialize<ChunksWanted>(ContractJson.Options)!),
            nameof(StopCommands) => Open.Count,
            nameof(FinishRun) => Finish(input.Deserialize<TransferEnd>(ContractJson.Options)!),
            nameof(RecordState) => Record(input.Deserialize<StateReached>(ContractJson.Options)!),
            nameof(ReadDeadline) => Deadline,
            nameof(CheckExtras) => ExtrasPagesToDelete,
            _ => throw new InvalidOperationException($"Unknown activity {activity}."),
        };
    }

    /// <summary>An agent finishes a command. The control plane stores what follows it, or tells the orchestration.</summary>
    /// <param name="command">The command.</param>
    /// <param name="driver">The orchestration.</param>
    /// <param name="times">How often it is told.</param>
    public void Complete(RemoteCommand command, OrchestrationDriver driver, int times = 1)
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

        (string EventName, object Payload)? told = _chains.TryGetValue(command.Id, out ChunkChain? chain)
            ? GoOn(command, chain, completion)
            : (CommandCompletion.EventName(command.Id), completion);
        for (int i = 0; told is { } telling && i < times; i++)
        {
            driver.Raise(telling.EventName, telling.Payload);
        }
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

    private CommandCompletion?[] Schedule(CommandsWanted wanted)
    {
        Reach(wanted.Reached);
        return [.. wanted.Commands.Select(Schedule)];
    }

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

    private ChunksTaken TakeUp(ChunksWanted wanted)
    {
        Reach(wanted.Reached);
        int[] pending = [.. Enumerable.Range(wanted.After + 1, wanted.UpTo - wanted.After)
            .Where(chunk => chunk > wanted.LookUpTo || !_verified.Contains(chunk))];
        int[] numbers = [.. pending.Take(wanted.Most)];
        List<EndedChunk> ended = [];
        foreach (ChunkOrder order in wanted.Again.Concat(numbers.Select(chunk => new ChunkOrder(chunk, 1, wanted.Recopy))))
        {
            if (Begin(order, wanted.Capabilities) is { } verdict)
            {
                ended.Add(new EndedChunk(order.Chunk, verdict));
            }
        }

        MostInHand = Math.Max(MostInHand, Open.Count(open => _chains.ContainsKey(open.Id)));
        return new ChunksTaken(numbers, pending.Length > numbers.Length ? numbers[^1] : wanted.UpTo, ended);
    }

    /// <summary>Walks a chain from its first command to where it is; a verdict when it has ended.</summary>
    private ChunkVerdict? Begin(ChunkOrder order, StoreCapabilities capabilities)
    {
        var chain = new ChunkChain(
            Attempt,
            order.Chunk,
            order.Try,
            order.Recopy,
            capabilities,
            Settings.Kind == TransferKind.Verify,
            Keyless,
            3600,
            Destination.NodeId,
            default,
            default);
        string name = CommandNames.CopyChunk;
        while (true)
        {
            RemoteCommand command = ChunkCommands.Make(Row(), chain, name);
            _chains[command.Id] = chain;
            if (Schedule(command) is not { } done)
            {
                return null;
            }

            ChunkMove move = ChunkMoves.After(chain, name, EndOf(name, done));
            if (move.Verdict is { } verdict)
            {
                return verdict;
            }

            (name, chain) = (move.Next!, move.Chain);
        }
    }

    private (string EventName, object Payload)? GoOn(RemoteCommand command, ChunkChain chain, CommandCompletion completion)
    {
        ChunkMove move = ChunkMoves.After(chain, command.Name, EndOf(command.Name, completion));
        if (move.Next is { } next)
        {
            RemoteCommand following = ChunkCommands.Make(Row(), move.Chain, next);
            _chains[following.Id] = move.Chain;
            Schedule(following);
            return null;
        }

        if (move.Verdict!.End == ChunkEnd.GaveUp)
        {
            GivenUp.Add(chain.Chunk);
        }

        return (ChunkVerdict.EventName("t", chain.Attempt, chain.Chunk, chain.Try), move.Verdict);
    }

    private static ChunkCommandEnd EndOf(string name, CommandCompletion completion) => new(
        completion.Outcome,
        name == CommandNames.SignChunk ? null : completion.ReadResult<ChunkResult>(),
        completion.Error);

    private void Reach(StateReached? reached)
    {
        if (reached is not null)
        {
            Record(reached);
        }
    }

    private TransferRow Row()
    {
        var row = new TransferRow
        {
            RowKey = TransferRow.Prefix + "t",
            CopyNode = Source.NodeId,
            VerifyNode = Destination.NodeId,
            Attempt = Attempt,
            FailedOnly = FailedOnly,
            KeyMode = Keyless ? KeyMode.Keyless : KeyMode.Shared,
        };
        row.SetLocations(Source, Destination);
        row.SetSettings(Settings);
        return row;
    }

    private TransferState Finish(TransferEnd end)
    {
        End = end;
        return end.Fault is null ? TransferState.Succeeded : TransferState.Failed;
    }
}
