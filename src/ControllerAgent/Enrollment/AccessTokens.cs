using System.Net;
using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.ControlPlane;

namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>The agent's short-lived token: kept until shortly before it expires, asked for by one caller at a time.</summary>
internal sealed class AccessTokens(
    ControlPlaneConnection connection, AgentIdentity identity, Revocation revocation, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private AgentToken? _current;

    /// <summary>A token that is good for a minute or more.</summary>
    /// <exception cref="NotNowException">There is none to be had now.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            AgentToken? token = Volatile.Read(ref _current);
            if (token is null || token.ExpiresAt - Margin <= time.GetUtcNow())
            {
                token = await RequestAsync(cancellationToken);
                Volatile.Write(ref _current, token);
            }

            return token.AccessToken;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Forgets a token that was not accepted, unless another caller has replaced it already.</summary>
    public void Drop(string accessToken)
    {
        AgentToken? current = Volatile.Read(ref _current);
        if (current?.AccessToken == accessToken)
        {
            Interlocked.CompareExchange(ref _current, null, current);
        }
    }

    /// <summary>Forgets the token, whichever it is.</summary>
    public void DropAll() => Volatile.Write(ref _current, null);

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<AgentToken> RequestAsync(CancellationToken cancellationToken)
    {
        EnrolledAgent agent = identity.Enrolled
            ?? throw new InvalidOperationException("A token was asked for before the enrolment.");
        AgentKey used = identity.Key;
        try
        {
            return await RequestAsync(agent, used, cancellationToken);
        }
        catch (NotNowException refused)
            when (refused.InnerException is RequestRefusedException { Status: HttpStatusCode.Unauthorized } && OtherThan(used) is { } other)
        {
            // A change of key is under way, or its answer was lost: perhaps the control plane knows the other one.
            AgentToken token = await RequestAsync(agent, other, cancellationToken);
            identity.UseNextKey(other);
            return token;
        }
    }

    private AgentKey? OtherThan(AgentKey used)
        => identity.NextKey is { } next && next != used ? next
            : identity.Key is { } key && key != used ? key
            : null;

    private async Task<AgentToken> RequestAsync(EnrolledAgent agent, AgentKey key, CancellationToken cancellationToken)
    {
        var body = new RequestAgentToken(agent.AgentId, Assertion.Sign(agent.AgentId, key, time.GetUtcNow()));
        using HttpRequestMessage request = JsonCalls.Post("api/v1/agent/token", body);
        try
        {
            using HttpResponseMessage response = await connection.SendAsync(
                request, Timeout, mayBeMissing: false, cancellationToken);
            return await JsonCalls.ReadAsync<AgentToken>(response, cancellationToken);
        }
        catch (RequestRefusedException refusal) when (refusal.Status == HttpStatusCode.Unauthorized)
        {
            // A clock that will be set right, or a node that will be restored: nothing to end a copy for.
            throw new NotNowException($"the control plane does not know this agent: {refusal.Problem}", cause: refusal);
        }
        catch (RequestRefusedException refusal) when (refusal.Problem.Code == AgentProblems.Revoked)
        {
            revocation.Tell(refusal.Problem.ToString());
            throw new NotNowException("this agent was revoked", cause: refusal);
        }
    }
}
