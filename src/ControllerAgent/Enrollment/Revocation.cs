namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>Whether the control plane has said that this agent was revoked.</summary>
/// <remarks>
/// Whoever hears it first tells it here; the agent's life ends by it. Calls that are under way wait like for a control
/// plane that is away, until they are cancelled: nothing they could say would be listened to.
/// </remarks>
internal sealed class Revocation
{
    private readonly TaskCompletionSource<string> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Tell(string reason) => _told.TrySetResult(reason);

    /// <summary>Runs until the agent is revoked, and then throws.</summary>
    /// <exception cref="AgentRevokedException">It was; the message says what to do.</exception>
    public async Task WatchAsync(CancellationToken cancellationToken)
        => throw new AgentRevokedException(await _told.Task.WaitAsync(cancellationToken));
}
