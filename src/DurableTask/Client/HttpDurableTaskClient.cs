using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DtnBox.DurableTask.Client;

/// <summary>The client over the HTTP management API that the Durable Functions extension serves in the host.</summary>
internal sealed class HttpDurableTaskClient(ManagementApi api, DataConverter converter, TimeProvider time)
    : DurableTaskClient
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SlowestPoll = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        string path = options?.InstanceId is { } id
            ? $"orchestrators/{Escape(orchestratorName)}/{Escape(id)}"
            : $"orchestrators/{Escape(orchestratorName)}";
        using HttpRequestMessage request = api.Request(HttpMethod.Post, path, ("version", options?.Version?.ToString()));
        request.Content = converter.Serialize(input) is { } json ? Json(json) : null;

        using HttpResponseMessage response = await api.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.Conflict)
        {
            throw new OrchestrationAlreadyExistsException(options?.InstanceId ?? string.Empty);
        }

        await ManagementApi.EnsureSuccessAsync(response, $"Starting orchestration '{orchestratorName}'", cancellation);
        Created? created = await response.Content.ReadFromJsonAsync<Created>(Web, cancellation);
        return created!.Id;
    }

    public override async Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        using HttpRequestMessage request = api.Request(
            HttpMethod.Get, $"instances/{Escape(instanceId)}", ("showInput", Text(getInputsAndOutputs)));
        using HttpResponseMessage response = await api.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await ManagementApi.EnsureSuccessAsync(response, $"Reading orchestration instance '{instanceId}'", cancellation);
        InstancePayload? instance = await response.Content.ReadFromJsonAsync<InstancePayload>(Web, cancellation);
        return instance!.ToMetadata(getInputsAndOutputs, converter);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
        => Pageable.Create(new InstancePages(api, filter ?? new OrchestrationQuery(), Web, converter).ReadAsync);

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        for (TimeSpan pause = FirstPoll; ; pause = pause * 2 < SlowestPoll ? pause * 2 : SlowestPoll)
        {
            OrchestrationMetadata instance = await GetInstanceAsync(instanceId, getInputsAndOutputs, cancellation)
                ?? throw new OrchestrationNotActiveException(instanceId, HttpStatusCode.NotFound);
            if (instance.IsCompleted)
            {
                return instance;
            }

            await Task.Delay(pause, time, cancellation);
        }
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        StringContent payload = Json(converter.Serialize(eventPayload) ?? "null");
        return SteerAsync(instanceId, $"raiseEvent/{Escape(eventName)}", reason: null, payload, cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
        => SteerAsync(instanceId, "terminate", reason, content: null, cancellation);

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
        => SteerAsync(instanceId, "suspend", reason, content: null, cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
        => SteerAsync(instanceId, "resume", reason, content: null, cancellation);

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        using HttpRequestMessage request = api.Request(
            HttpMethod.Post,
            $"instances/{Escape(instanceId)}/restart",
            ("restartWithNewInstanceId", Text(restartWithNewInstanceId)));
        using HttpResponseMessage response = await api.SendAsync(request, cancellation);
        switch (response.StatusCode)
        {
            // The API answers 400 where it answers 404 elsewhere; this request has nothing else that could be bad.
            case HttpStatusCode.BadRequest or HttpStatusCode.NotFound:
                throw new OrchestrationNotActiveException(instanceId, HttpStatusCode.NotFound);
            case HttpStatusCode.Conflict:
                throw new OrchestrationAlreadyExistsException(instanceId);
        }

        await ManagementApi.EnsureSuccessAsync(response, $"Restarting orchestration instance '{instanceId}'", cancellation);
        Created? created = await response.Content.ReadFromJsonAsync<Created>(Web, cancellation);
        return created!.Id;
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, CancellationToken cancellation = default)
    {
        using HttpRequestMessage request = api.Request(HttpMethod.Delete, $"instances/{Escape(instanceId)}");
        using HttpResponseMessage response = await api.SendAsync(request, cancellation);
        return await ReadPurgedAsync(response, $"Purging orchestration instance '{instanceId}'", cancellation);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, CancellationToken cancellation = default)
    {
        using HttpRequestMessage request = api.Request(
            HttpMethod.Delete,
            "instances/",
            // The API requires it.
            ("createdTimeFrom", InstanceQueryText.Time(filter.CreatedFrom ?? DateTimeOffset.UnixEpoch)),
            ("createdTimeTo", InstanceQueryText.Time(filter.CreatedTo)),
            ("runtimeStatus", InstanceQueryText.Statuses(filter.Statuses)));
        using HttpResponseMessage response = await api.SendAsync(request, cancellation);
        return await ReadPurgedAsync(response, "Purging orchestration instances", cancellation);
    }

    private static string Escape(string segment) => Uri.EscapeDataString(segment);

    private static string Text(bool value) => value ? "true" : "false";

    private static StringContent Json(string json)
        => new(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static async Task<PurgeResult> ReadPurgedAsync(
        HttpResponseMessage response, string operation, CancellationToken cancellation)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return new PurgeResult(0);
        }

        await ManagementApi.EnsureSuccessAsync(response, operation, cancellation);
        Purged? purged = await response.Content.ReadFromJsonAsync<Purged>(Web, cancellation);
        return new PurgeResult(purged!.InstancesDeleted);
    }

    private async Task SteerAsync(
        string instanceId, string verb, string? reason, HttpContent? content, CancellationToken cancellation)
    {
        using HttpRequestMessage request = api.Request(
            HttpMethod.Post, $"instances/{Escape(instanceId)}/{verb}", ("reason", reason));
        request.Content = content;
        using HttpResponseMessage response = await api.SendAsync(request, cancellation);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.PreconditionFailed)
        {
            throw new OrchestrationNotActiveException(instanceId, response.StatusCode);
        }

        await ManagementApi.EnsureSuccessAsync(response, $"Sending '{verb}' to orchestration instance '{instanceId}'", cancellation);
    }

    private sealed record Created(string Id);

    private sealed record Purged(int InstancesDeleted);
}
