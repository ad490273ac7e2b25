using System.Security.Cryptography;
using System.Text;
using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.ControlPlane;

namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>Changes the agent's key pair when somebody wishes it, and finishes a change that was begun before a death.</summary>
internal sealed partial class KeyRotation(
    AgentIdentity identity,
    AccessTokens tokens,
    ControlPlaneClient client,
    Patience patience,
    TimeProvider time,
    ILogger<KeyRotation> logger) : IDisposable
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _asked = new(0, 1);

    /// <summary>Asks for a change; while one is under way this changes nothing.</summary>
    public void Ask()
    {
        if (_asked.CurrentCount == 0)
        {
            _asked.Release();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (identity.NextKey is null)
            {
                await _asked.WaitAsync(cancellationToken);
            }

            try
            {
                await ChangeAsync(identity.PrepareNextKey(), cancellationToken);
            }
            catch (Exception refusal) when (refusal is RequestRefusedException or LeaseLostException)
            {
                LogRefused(refusal.Message);
                await Task.Delay(PauseAfterFault, time, cancellationToken);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // A full disk is no reason to end what is in hand: the key that is known is in memory and in one of the files.
                LogNotStored(fault.Message);
                await Task.Delay(PauseAfterFault, time, cancellationToken);
            }
        }
    }

    public void Dispose() => _asked.Dispose();

    private async Task ChangeAsync(AgentKey next, CancellationToken cancellationToken)
    {
        await patience.UntilAnsweredAsync(
            "Changing the key pair",
            async cancel =>
            {
                using HttpResponseMessage answer = await client.SendAsync(
                    () => JsonCalls.Post("api/v1/agent/key", Request(next)), cancel);
                return answer.StatusCode;
            },
            cancellationToken);

        // Tokens that were given for the key before are not taken any more.
        identity.UseNextKey(next);
        tokens.DropAll();
        identity.AdoptNextKey(next);
        LogChanged(identity.Enrolled!.AgentId);

        // What was asked while this was under way is done by it.
        _asked.Wait(0, CancellationToken.None);
    }

    private RotateAgentKey Request(AgentKey next)
    {
        byte[] statement = Encoding.UTF8.GetBytes(
            RotateAgentKey.Statement(identity.Enrolled!.AgentId, identity.Key.Public, next.Public));
        return new RotateAgentKey(next.Public, Sign(identity.Key), Sign(next));

        string Sign(AgentKey key) => Convert.ToBase64String(
            key.Pair.SignData(statement, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [LoggerMessage(3161, LogLevel.Information, "Agent {AgentId} has a new key pair")]
    private partial void LogChanged(string agentId);

    [LoggerMessage(3162, LogLevel.Error, "The control plane refused the new key pair, the old one stays in use: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(3164, LogLevel.Error, "The new key pair could not be stored, which is tried again in a minute: {Reason}")]
    private partial void LogNotStored(string reason);
}
