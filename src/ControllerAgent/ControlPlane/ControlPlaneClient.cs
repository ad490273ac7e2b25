using System.Net;
using System.Net.Http.Headers;
using DtnBox.ControllerAgent.Enrollment;

namespace DtnBox.ControllerAgent.ControlPlane;

/// <summary>Sends requests in the agent's name.</summary>
internal sealed class ControlPlaneClient(ControlPlaneConnection connection, AccessTokens tokens)
{
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Sends a request once; again with a fresh token if the first one was not accepted.</summary>
    /// <param name="makeRequest">Makes the request; it may be called twice.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="timeout">How long the answer's headers may take. Default 30 s.</param>
    /// <param name="mayBeMissing">A 404 by the control plane itself is an answer, not a fault.</param>
    /// <inheritdoc cref="ControlPlaneConnection.SendAsync" path="/exception"/>
    public async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> makeRequest,
        CancellationToken cancellationToken,
        TimeSpan? timeout = null,
        bool mayBeMissing = false)
    {
        string token = await tokens.GetAsync(cancellationToken);
        try
        {
            return await AttemptAsync(token);
        }
        catch (RequestRefusedException refusal) when (refusal.Status == HttpStatusCode.Unauthorized)
        {
            tokens.Drop(token);
        }

        token = await tokens.GetAsync(cancellationToken);
        try
        {
            return await AttemptAsync(token);
        }
        catch (RequestRefusedException refusal) when (refusal.Status == HttpStatusCode.Unauthorized)
        {
            // A fresh token that is refused: keys may be rotating over there. Commands in hand must survive that.
            tokens.Drop(token);
            throw new NotNowException($"the control plane does not accept its own token: {refusal.Problem}");
        }

        async Task<HttpResponseMessage> AttemptAsync(string bearer)
        {
            using HttpRequestMessage request = makeRequest();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            return await connection.SendAsync(request, timeout ?? UsualTimeout, mayBeMissing, cancellationToken);
        }
    }
}
