using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.Commands;
using DtnBox.ControllerAgent.ControlPlane;
using DtnBox.ControllerAgent.Questions;

namespace DtnBox.ControllerAgent.Channel;

/// <summary>The calls of the command channel.</summary>
internal sealed class CommandCalls(
    ControlPlaneClient client,
    Patience patience,
    IEnumerable<ICommandHandler> handlers,
    IEnumerable<IQuestionHandler> questions)
{
    private const int WaitSeconds = 20;

    // Long enough for the answer of a long-poll to come in late, short enough to notice a dead connection.
    private static readonly TimeSpan LeaseTimeout = TimeSpan.FromSeconds(WaitSeconds + 15);
    private static readonly TimeSpan ReportTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Drawn once for each process, so that leases of an earlier, dead one are given out again at once.</summary>
    private readonly string _sessionId = Guid.NewGuid().ToString("N");

    private readonly string[] _knows =
        [.. handlers.Select(handler => handler.Name), .. questions.Select(handler => handler.Name)];

    /// <summary>Waits for work, for as long as the control plane is away.</summary>
    /// <param name="inHand">What the agent has, asked for anew with each try: the rest is taken for lost on its way.</param>
    public Task<LeasedCommands> LeaseAsync(
        int max, Func<IReadOnlyList<CommandProgress>> inHand, CancellationToken cancellationToken)
        => patience.UntilAnsweredAsync(
            "Asking for work",
            async cancel =>
            {
                using HttpResponseMessage response = await client.SendAsync(
                    () => JsonCalls.Post(
                        "api/v1/agent/commands/lease",
                        new LeaseCommands(
                            _sessionId, max, WaitSeconds, [.. inHand().Select(held => held.CommandId)], _knows)),
                    cancel,
                    LeaseTimeout);
                return await JsonCalls.ReadAsync<LeasedCommands>(response, cancel);
            },
            cancellationToken);

    /// <summary>Reports once: a report that failed is not worth repeating, a newer one is.</summary>
    public async Task<ProgressAnswer> ReportAsync(
        IReadOnlyList<CommandProgress> commands, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await client.SendAsync(
            () => JsonCalls.Post("api/v1/agent/progress", new ReportProgress(_sessionId, commands)),
            cancellationToken,
            ReportTimeout);
        return await JsonCalls.ReadAsync<ProgressAnswer>(response, cancellationToken);
    }

    /// <summary>Ends a command; repeated until it is answered.</summary>
    public Task CompleteAsync(LeasedCommand lease, CommandEnding ending, CancellationToken cancellationToken)
        => patience.UntilAnsweredAsync(
            $"Completing {lease.Name} {lease.Id}",
            async cancel =>
            {
                using HttpResponseMessage response = await client.SendAsync(
                    () => JsonCalls.Post(
                        $"api/v1/agent/commands/{Uri.EscapeDataString(lease.Id)}/complete", ending.Under(lease.LeaseId)),
                    cancel);
                return response.StatusCode;
            },
            cancellationToken);
}
