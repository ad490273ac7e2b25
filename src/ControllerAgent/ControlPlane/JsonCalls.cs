using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Contracts;

namespace DtnBox.ControllerAgent.ControlPlane;

/// <summary>Records in and out of HTTP messages.</summary>
internal static class JsonCalls
{
    public static HttpRequestMessage Post<T>(string path, T body)
        => new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, options: ContractJson.Options) };

    /// <summary>Reads an answer's record.</summary>
    /// <exception cref="NotNowException">The answer broke off, or is not what a control plane says: a proxy's page, say.</exception>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(ContractJson.Options, cancellationToken)
                ?? throw new JsonException("the body is null");
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException)
        {
            throw new NotNowException(
                $"{response.RequestMessage?.RequestUri} gave no {typeof(T).Name}: {fault.Message}", cause: fault);
        }
    }
}
