using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.ControllerAgent.Commands;
using DtnBox.ControllerAgent.Tests.Simulation;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Tests.Channel;

public sealed class CommandTests : AgentTests
{
    private SimulatedCommands Queue => ControlPlane.Queue;

    [Fact]
    public async Task Run_HandlerSucceeds_CompletesWithItsResultUnderItsLease()
    {
        await using AgentUnderTest agent = await StartAsync(new ScriptedHandler((command, _) => Task.FromResult(
            CommandEnding.Succeeded(new PlanCopyResult(command.Input<VerifyChunkInput>().Chunk, 0, 0, 0, 0, null)))));
        LeasedCommand offered = Queue.Offer("c1", input: new VerifyChunkInput("", new Location("site-b", "in", ""), 7));

        CompleteCommand completion = await CompletionAsync("c1");

        Assert.Equal(offered.LeaseId, completion.LeaseId);
        Assert.Equal(CommandOutcome.Succeeded, completion.Outcome);
        Assert.Equal(7, completion.Result!.Value.GetProperty("chunks").GetInt32());
        Assert.Null(completion.Error);
    }

    [Fact]
    public async Task Run_MoreCommandsThanRoom_RunsNoMoreAtOnceThanConfigured()
    {
        using var gate = new SemaphoreSlim(0);
        var handler = new ScriptedHandler(async (_, cancel) =>
        {
            await gate.WaitAsync(cancel);
            return CommandEnding.Stopped;
        });
        await using AgentUnderTest agent = await StartAsync(handler, maxCommands: 2);
        for (int i = 0; i < 5; i++)
        {
            Queue.Offer($"c{i}");
        }

        await Until.TrueAsync(() => handler.Running == 2);
        Assert.Equal(2, handler.Runs);
        gate.Release(5);
        await Until.TrueAsync(() => Queue.Completions.Count == 5);

        Assert.False(Queue.AskedTwiceAtOnce);
        Assert.All(Queue.Leases, lease => Assert.InRange(lease.Max, 1, 2));
    }

    [Fact]
    public async Task Run_StopOrdered_EndsWithinTwoSecondsKeepingWhatItDid()
    {
        await using AgentUnderTest agent = await StartAsync(new ScriptedHandler(async (command, cancel) =>
        {
            command.Progress.AddBytes(5);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, command.Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return CommandEnding.After(new ChunkResult(1, command.Progress.BytesDone, 0, new Dictionary<string, FaultSummary>()), command.Stop);
        }));
        Queue.Offer("c1");
        await Until.TrueAsync(() => Queue.Reports.Any(report => report.Commands.Any(command => command.BytesDone == 5)));

        Queue.Orders["c1"] = Directive.Stop;
        await Until.TrueAsync(() => !Queue.Completions.IsEmpty, TimeSpan.FromSeconds(2));

        CompleteCommand completion = await CompletionAsync("c1");
        Assert.Equal(CommandOutcome.Stopped, completion.Outcome);
        Assert.Equal(5, completion.Result!.Value.GetProperty("bytesDone").GetInt64());
    }

    [Fact]
    public async Task Run_StopOrderedToACommandWithNothingToKeep_IsStoppedWithoutResult()
    {
        await using AgentUnderTest agent = await StartAsync(ScriptedHandler.Endless());
        Queue.Orders["c1"] = Directive.Stop;
        Queue.Offer("c1");

        CompleteCommand completion = await CompletionAsync("c1");
        Assert.Equal(CommandOutcome.Stopped, completion.Outcome);
        Assert.Null(completion.Result);
    }

    [Fact]
    public async Task Run_Abandoned_EndsWithoutAWord()
    {
        ScriptedHandler handler = ScriptedHandler.Endless();
        await using AgentUnderTest agent = await StartAsync(handler);
        Queue.Offer("c1");
        await Until.TrueAsync(() => handler.Running == 1);

        Queue.Orders["c1"] = Directive.Abandon;
        await Until.TrueAsync(() => handler.Running == 0);
        await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3042));

        Assert.Empty(Queue.Completions);
    }

    [Fact]
    public async Task Run_SameCommandLeasedAnew_EndsTheOldRunBeforeTheNewOne()
    {
        ScriptedHandler handler = ScriptedHandler.Endless();
        await using AgentUnderTest agent = await StartAsync(handler);
        Queue.Offer("c1");
        await Until.TrueAsync(() => handler.Running == 1);

        LeasedCommand second = Queue.Offer("c1");
        await Until.TrueAsync(() => handler is { Runs: 2, Running: 1 });

        await Until.TrueAsync(() => Queue.Reports.Last().Commands.Any(command => command.LeaseId == second.LeaseId));
        Assert.Single(Queue.Reports.Last().Commands);
        Assert.Empty(Queue.Completions);
    }

    [Fact]
    public async Task Complete_ControlPlaneAway_IsRepeatedUntilItIsAnswered()
    {
        ControlPlane.Fault = path => path.EndsWith("/complete", StringComparison.Ordinal) ? SimulatedFault.Away : null;
        await using AgentUnderTest agent = await StartAsync(new ScriptedHandler((_, _) => Task.FromResult(CommandEnding.Stopped)));
        Queue.Offer("c1");
        await Until.TrueAsync(() => ControlPlane.Count("/complete") >= 3);
        Assert.Empty(Queue.Completions);

        ControlPlane.Fault = _ => null;
        await CompletionAsync("c1");
    }

    [Fact]
    public async Task Complete_AnswerLost_IsRepeatedUnderTheSameLease()
    {
        ControlPlane.Fault = path => path.EndsWith("/complete", StringComparison.Ordinal) && ControlPlane.Count("/complete") == 1
            ? SimulatedFault.AnswerLost
            : null;
        await using AgentUnderTest agent = await StartAsync(new ScriptedHandler((_, _) => Task.FromResult(CommandEnding.Stopped)));
        Queue.Offer("c1");

        await Until.TrueAsync(() => Queue.Completions.Count == 2);
        Assert.Single(Queue.Completions.Select(sent => sent.Completion).Distinct());
    }

    [Fact]
    public async Task Complete_LeaseLost_DropsTheCommand()
    {
        using var gate = new SemaphoreSlim(0);
        await using AgentUnderTest agent = await StartAsync(new ScriptedHandler(async (_, cancel) =>
        {
            await gate.WaitAsync(cancel);
            return CommandEnding.Stopped;
        }));
        Queue.Lost[Queue.Offer("c1").LeaseId] = true;
        gate.Release();

        await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3043));
        Assert.Equal(1, ControlPlane.Count("/complete"));
    }

    [Fact]
    public async Task Complete_ResultRefused_CompletesAsFailed()
    {
        ControlPlane.Fault = path => path.EndsWith("/complete", StringComparison.Ordinal) && ControlPlane.Count("/complete") == 1
            ? SimulatedFault.Refused
            : null;
        await using AgentUnderTest agent = await StartAsync(new ScriptedHandler((_, _) => Task.FromResult(CommandEnding.Stopped)));
        Queue.Offer("c1");

        CompleteCommand completion = await CompletionAsync("c1");
        Assert.Equal(CommandOutcome.Failed, completion.Outcome);
        Assert.Equal(FaultCodes.Internal, completion.Error!.Code);
        Assert.Contains("Refused by the simulator", completion.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnknownName_FailsAndSaysSo()
    {
        await using AgentUnderTest agent = await StartAsync(ScriptedHandler.Endless());
        Queue.Offer("c1", "FlyToTheMoon");

        CompleteCommand completion = await CompletionAsync("c1");
        Assert.Equal(CommandOutcome.Failed, completion.Outcome);
        Assert.Contains("FlyToTheMoon", completion.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StoreRefuses_FailsWithTheStoresFault()
    {
        var fault = new Fault(FaultCodes.WrongKeys, "cause", "next");
        await using AgentUnderTest agent = await StartAsync(new ScriptedHandler((_, _) => throw new StoreException(fault)));
        Queue.Offer("c1");

        Assert.Equal(fault, (await CompletionAsync("c1")).Error);
    }

    [Fact]
    public async Task Run_HandlerBreaks_FailsAsInternalAndTheOthersGoOn()
    {
        await using AgentUnderTest agent = await StartAsync(new ScriptedHandler((command, _) => command.Lease.Id == "bad"
            ? throw new InvalidOperationException("boom")
            : Task.FromResult(CommandEnding.Stopped)));
        Queue.Offer("bad");
        Queue.Offer("good");

        Fault error = (await CompletionAsync("bad")).Error!;
        Assert.Equal(FaultCodes.Internal, error.Code);
        Assert.Contains("boom", error.Message, StringComparison.Ordinal);
        Assert.Equal(CommandOutcome.Stopped, (await CompletionAsync("good")).Outcome);
    }

    [Fact]
    public async Task Run_StoreMissingInTheLease_FailsAndNamesTheNode()
    {
        await using AgentUnderTest agent = await StartAsync(new ScriptedHandler((command, _) =>
            Task.FromResult(CommandEnding.Succeeded(command.Store("site-x")))));
        Queue.Offer("c1");

        Assert.Contains("site-x", (await CompletionAsync("c1")).Error!.Message, StringComparison.Ordinal);
    }

    private async Task<CompleteCommand> CompletionAsync(string id)
    {
        await Until.TrueAsync(() => Queue.Completions.Any(sent => sent.Id == id));
        return Queue.Completions.First(sent => sent.Id == id).Completion;
    }
}
