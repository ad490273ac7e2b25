using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Stores;
using Microsoft.AspNetCore.Http;

namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>The commands of the simulator.</summary>
public sealed class SimulatedCommands
{
    private readonly Channel<LeasedCommand> _waiting =
        System.Threading.Channels.Channel.CreateUnbounded<LeasedCommand>();
    private int _asking;

    public ConcurrentQueue<LeaseCommands> Leases { get; } = new();

    public ConcurrentQueue<ReportProgress> Reports { get; } = new();

    public ConcurrentQueue<(string Id, CompleteCommand Completion)> Completions { get; } = new();

    /// <summary>Gets what to tell the agent about a command at its next report. Default: go on.</summary>
    public ConcurrentDictionary<string, Directive> Orders { get; } = new();

    /// <summary>Gets or sets the bandwidth caps that come with leases.</summary>
    public BandwidthCaps? LeaseCaps { get; set; }

    /// <summary>Gets or sets the bandwidth caps that come with answers to reports.</summary>
    public BandwidthCaps? ReportCaps { get; set; }

    /// <summary>Gets the leases that are lost.</summary>
    public ConcurrentDictionary<string, bool> Lost { get; } = new();

    /// <summary>Gets a value indicating whether two lease requests were ever open at once.</summary>
    public bool AskedTwiceAtOnce { get; private set; }

    /// <summary>Offers a command under a lease of its own.</summary>
    public LeasedCommand Offer(string id, string name = "Test", object? input = null, string? traceparent = null, string? transferId = null)
    {
        var command = new LeasedCommand(
            id,
            name,
            JsonSerializer.SerializeToElement(input ?? new { }, ContractJson.Options),
            Guid.NewGuid().ToString("N"),
            TimeProvider.System.GetUtcNow().AddSeconds(30),
            1,
            new Dictionary<string, StoreConnection>(),
            traceparent,
            transferId);
        _waiting.Writer.TryWrite(command);
        return command;
    }

    public void Close() => _waiting.Writer.TryComplete();

    public async Task<LeasedCommands> LeaseAsync(LeaseCommands request, CancellationToken cancellationToken)
    {
        Leases.Enqueue(request);
        AskedTwiceAtOnce |= Interlocked.Increment(ref _asking) > 1;
        try
        {
            List<LeasedCommand> leased = [];
            if (await _waiting.Reader.WaitToReadAsync(cancellationToken))
            {
                while (leased.Count < request.Max && _waiting.Reader.TryRead(out LeasedCommand? command))
                {
                    leased.Add(command);
                }
            }

            return new LeasedCommands(leased, LeaseCaps);
        }
        finally
        {
            Interlocked.Decrement(ref _asking);
        }
    }

    /// <summary>Gets or sets a value indicating whether answers ask the agent for a new key.</summary>
    public bool AskForNewKey { get; set; }

    public ProgressAnswer Report(ReportProgress report)
    {
        Reports.Enqueue(report);
        return new ProgressAnswer([.. report.Commands.Select(command => new CommandDirective(
            command.CommandId, Orders.GetValueOrDefault(command.CommandId, Directive.Continue)))], ReportCaps, AskForNewKey);
    }

    public IResult Complete(string id, CompleteCommand request)
    {
        if (Lost.ContainsKey(request.LeaseId))
        {
            return Results.Problem(statusCode: 409, title: "Lease lost");
        }

        Completions.Enqueue((id, request));
        return Results.NoContent();
    }
}
