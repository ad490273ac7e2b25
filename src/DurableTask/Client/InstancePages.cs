using System.Net.Http.Json;
using System.Text.Json;

namespace DtnBox.DurableTask.Client;

/// <summary>Asks for the answers to one query page by page.</summary>
internal sealed class InstancePages(
    ManagementApi api, OrchestrationQuery query, JsonSerializerOptions json, DataConverter converter)
{
    private const string ContinuationHeader = "x-ms-continuation-token";

    public async Task<Page<OrchestrationMetadata>> ReadAsync(
        string? continuationToken, int? pageSize, CancellationToken cancellation)
    {
        using HttpRequestMessage request = api.Request(
            HttpMethod.Get,
            "instances/",
            ("runtimeStatus", InstanceQueryText.Statuses(query.Statuses)),
            ("createdTimeFrom", InstanceQueryText.Time(query.CreatedFrom)),
            ("createdTimeTo", InstanceQueryText.Time(query.CreatedTo)),
            ("instanceIdPrefix", query.InstanceIdPrefix),
            ("showInput", query.FetchInputsAndOutputs ? "true" : "false"),
            ("top", (pageSize ?? query.PageSize).ToString()));
        if ((continuationToken ?? query.ContinuationToken) is { } continuation)
        {
            request.Headers.TryAddWithoutValidation(ContinuationHeader, continuation);
        }

        using HttpResponseMessage response = await api.SendAsync(request, cancellation);
        await ManagementApi.EnsureSuccessAsync(response, "Listing orchestration instances", cancellation);
        InstancePayload[]? found = await response.Content.ReadFromJsonAsync<InstancePayload[]>(json, cancellation);
        string? next = response.Headers.TryGetValues(ContinuationHeader, out IEnumerable<string>? values)
            ? values.FirstOrDefault()
            : null;
        return new Page<OrchestrationMetadata>(
            [.. found!.Select(instance => instance.ToMetadata(query.FetchInputsAndOutputs, converter))],
            string.IsNullOrEmpty(next) ? null : next);
    }
}

/// <summary>Filters as the management API writes them in a query.</summary>
internal static class InstanceQueryText
{
    public static string? Statuses(IReadOnlyCollection<OrchestrationRuntimeStatus>? statuses)
        => statuses is { Count: > 0 } ? string.Join(',', statuses) : null;

    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("o");
}
