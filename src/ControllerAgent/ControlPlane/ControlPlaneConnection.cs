using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent.ControlPlane;

/// <summary>Makes one request and says what its answer means. It never retries: that is <see cref="Patience"/>'s.</summary>
internal sealed class ControlPlaneConnection : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public ControlPlaneConnection(IOptions<AgentOptions> options, TimeProvider time)
    {
        _time = time;
        Uri address = options.Value.ControlPlane!;
        var handler = new SocketsHttpHandler
        {
            // Ledger streams are gzip members that we open ourselves, so that memory stays flat.
            AutomaticDecompression = DecompressionMethods.None,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // A control plane that moved is found again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(handler, disposeHandler: true)
        {
            BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("dtnbox-agent", AgentVersion.Text));
    }

    /// <summary>Sends a request; returns an answer of 2xx, or the 404 that a caller asked to see.</summary>
    /// <param name="request">With an address relative to the control plane.</param>
    /// <param name="timeout">How long the answer's headers may take.</param>
    /// <param name="mayBeMissing">A 404 by the control plane itself is an answer, not a fault.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotNowException">No answer, or one that may change: try later.</exception>
    /// <exception cref="LeaseLostException">409.</exception>
    /// <exception cref="RequestRefusedException">Any other 4xx, 401 included.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, TimeSpan timeout, bool mayBeMissing, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode
                && !(mayBeMissing && response.StatusCode == HttpStatusCode.NotFound && Problem.IsIn(response)))
            {
                throw Refusal(response, await Problem.ReadAsync(response, either.Token));
            }

            HttpResponseMessage answer = response;
            response = null;
            return answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NotNowException($"{_http.BaseAddress} did not answer within {timeout.TotalSeconds:0} s");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new NotNowException($"{_http.BaseAddress} cannot be reached: {fault.Message}", cause: fault);
        }
        finally
        {
            response?.Dispose();
        }
    }

    public void Dispose() => _http.Dispose();

    private static Exception Refusal(HttpResponseMessage response, Problem problem) => response.StatusCode switch
    {
        HttpStatusCode.Conflict => new LeaseLostException(problem.ToString()),
        // Before its functions are loaded a Functions host answers 404; redirects come from gateways in upkeep.
        HttpStatusCode.NotFound or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or < (HttpStatusCode)400
            or >= (HttpStatusCode)500 => new NotNowException(
                $"{response.RequestMessage?.RequestUri} answered {problem}", response.Headers.RetryAfter?.Delta),
        HttpStatusCode status => new RequestRefusedException(status, problem),
    };
}
