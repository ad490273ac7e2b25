using System.Net.Http.Headers;
using System.Net.Http.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Installations;

/// <summary>The HTTP API as a script uses it: asks again while the control plane is away.</summary>
internal sealed class Api(Uri address, string token) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(address, "api/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        Timeout = TimeSpan.FromSeconds(30),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HttpClient Http => _http;

    public Task<TAnswer> GetAsync<TAnswer>(string path) => SendAsync<TAnswer>(() => new(HttpMethod.Get, path));

    public Task<TAnswer> PostAsync<TAnswer>(string path, object? body = null, string? idempotencyKey = null)
        => SendAsync<TAnswer>(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ContractJson.Options),
            };
            if (idempotencyKey is not null)
            {
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            }

            return request;
        });

    /// <summary>Waits until a transfer is as wanted; fails at once when it has ended otherwise.</summary>
    public async Task<TransferView> WaitAsync(string id, Func<TransferView, bool> wanted, TimeSpan within)
    {
        TransferView? view = null;
        await Eventually.ThatAsync(
            async () =>
            {
                view = await GetAsync<TransferView>($"transfers/{id}");
                return wanted(view) || (IsFinal(view.State) && !wanted(view)
                    ? throw new InvalidOperationException($"The transfer ended otherwise: {view}")
                    : false);
            },
            within,
            $"transfer {id}",
            Cancel);
        return view!;
    }

    public Task<TransferView> WaitForEndAsync(string id, TimeSpan within) => WaitAsync(id, view => IsFinal(view.State), within);

    public async Task<IReadOnlyList<ObjectView>> ObjectsAsync(string id)
    {
        List<ObjectView> all = [];
        string? after = null;
        do
        {
            Page<ObjectView> page = await GetAsync<Page<ObjectView>>(
                $"transfers/{id}/objects" + (after is null ? string.Empty : $"?after={after}"));
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    public void Dispose() => _http.Dispose();

    private static bool IsFinal(TransferState state)
        => state is TransferState.Succeeded or TransferState.SucceededWithErrors or TransferState.Failed;

    private async Task<TAnswer> SendAsync<TAnswer>(Func<HttpRequestMessage> make)
    {
        TAnswer? result = default;
        await Eventually.ThatAsync(
            async () =>
            {
                try
                {
                    using HttpRequestMessage request = make();
                    using HttpResponseMessage answer = await _http.SendAsync(request, Cancel);
                    if ((int)answer.StatusCode is 502 or 503 or 504)
                    {
                        return false;
                    }

                    if (!answer.IsSuccessStatusCode)
                    {
                        throw new InvalidOperationException(
                            $"{request.Method} {request.RequestUri} gave {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancel)}");
                    }

                    result = await answer.Content.ReadFromJsonAsync<TAnswer>(ContractJson.Options, Cancel);
                    return true;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            TimeSpan.FromMinutes(2),
            "the control plane answers",
            Cancel);
        return result!;
    }
}
