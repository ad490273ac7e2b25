using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.Commands;
using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent.Channel;

/// <summary>The commands that run here, by id, and the room for more.</summary>
internal sealed class CommandsInHand(CommandRunner runner, IOptions<AgentOptions> options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CommandInHand> _commands = [];
    private readonly List<Task> _runs = [];
    private readonly SemaphoreSlim _slots = new(options.Value.MaxCommands);
    private readonly CancellationTokenSource _leaving = new();

    /// <summary>Waits until there is room, and takes it all. Every slot is either used by a start or given back.</summary>
    public async Task<int> TakeSlotsAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        int taken = 1;
        while (_slots.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    public void GiveBack(int slots)
    {
        if (slots > 0)
        {
            _slots.Release(slots);
        }
    }

    /// <summary>Starts a command in a slot that was taken.</summary>
    public void Start(LeasedCommand lease)
    {
        var command = new CommandInHand(lease);
        CommandInHand? older;
        lock (_gate)
        {
            // Leased to us anew while the old run goes on: our reports did not come through in time.
            _commands.Remove(lease.Id, out older);
            _commands.Add(lease.Id, command);
            command.Run = RunAsync(command, older?.Run ?? Task.CompletedTask);
            _runs.RemoveAll(run => run.IsCompleted);
            _runs.Add(command.Run);
        }

        older?.Abandon();
    }

    /// <summary>What to report now. Abandoned commands are not in it: they belong to others.</summary>
    public IReadOnlyList<CommandProgress> Report()
    {
        lock (_gate)
        {
            return [.. _commands.Values.Select(command => command.Report())];
        }
    }

    /// <summary>The transfer that a command in hand is part of; null when it is no longer in hand, or nobody said.</summary>
    public string? TransferOf(string commandId)
    {
        lock (_gate)
        {
            return _commands.GetValueOrDefault(commandId)?.Lease.TransferId;
        }
    }

    /// <summary>Does what the control plane ordered about a command under a lease.</summary>
    public void Obey(CommandProgress reported, Directive directive)
    {
        CommandInHand? command;
        lock (_gate)
        {
            // The order answers a report; meanwhile the command may have ended, or be here under a new lease.
            if (!_commands.TryGetValue(reported.CommandId, out command) || command.Lease.LeaseId != reported.LeaseId)
            {
                return;
            }

            if (directive == Directive.Abandon)
            {
                _commands.Remove(reported.CommandId);
            }
        }

        // Outside the gate: whatever waits on these tokens runs here and now.
        if (directive == Directive.Stop)
        {
            command.OrderStop();
        }
        else if (directive == Directive.Abandon)
        {
            command.Abandon();
        }
    }

    /// <summary>Lets everything go: first politely, so that ledgers are flushed, then at once. Nothing is reported.</summary>
    public async Task LeaveAsync(TimeSpan patience, TimeProvider time)
    {
        await _leaving.CancelAsync();
        CommandInHand[] left;
        Task all;
        lock (_gate)
        {
            left = [.. _commands.Values];
            all = Task.WhenAll(_runs);
        }

        Array.ForEach(left, command => command.OrderStop());
        try
        {
            await all.WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            Array.ForEach(left, command => command.Abandon());
            await all;
        }
    }

    public void Dispose()
    {
        _slots.Dispose();
        _leaving.Dispose();
    }

    private async Task RunAsync(CommandInHand command, Task older)
    {
        // Off the caller's thread at once: the caller holds the gate.
        await Task.Yield();
        try
        {
            // Two runs of one chunk would write each other's parts.
            await older;
            await runner.RunAsync(command, _leaving.Token);
        }
        finally
        {
            Forget(command);
            _slots.Release();
        }
    }

    private void Forget(CommandInHand command)
    {
        lock (_gate)
        {
            if (_commands.TryGetValue(command.Lease.Id, out CommandInHand? current) && current == command)
            {
                _commands.Remove(command.Lease.Id);
            }
        }
    }
}
