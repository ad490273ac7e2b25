using System.Net;
using System.Net.Http.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Installations;
using DtnBox.Randomized.Tests.Generation;
using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>A person who asks again whenever the control plane gives no answer, or one that is its own fault.</summary>
internal sealed class Client(Installation dtnbox, Schedule schedule, Timeline timeline)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _idempotencyKey = Guid.NewGuid().ToString();

    public string Id { get; private set; } = "";

    public async Task StartAsync()
    {
        EndToEnd.Installations.Site to = schedule.WithinOneNode ? dtnbox.A : dtnbox.B;
        var request = new CreateTransfer(
            dtnbox.A.At(schedule.SourcePrefix), to.At(schedule.DestinationPrefix), $"seed {schedule.Seed}", schedule.Settings);
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, "transfers", request);
        Expect(answer, HttpStatusCode.Created, "start");
        TransferView? made = await answer.Content.ReadFromJsonAsync<TransferView>(ContractJson.Options);
        if (Id.Length > 0 && made!.Id != Id)
        {
            timeline.Report($"The same start made two transfers: {Id} and {made.Id}.");
        }

        Id = made!.Id;
    }

    public async Task<TransferView> ViewAsync()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, $"transfers/{Id}");
        Expect(answer, HttpStatusCode.OK, "look");
        return (await answer.Content.ReadFromJsonAsync<TransferView>(ContractJson.Options))!;
    }

    /// <summary>Orders it to stop or to restart; one that is too late or too early is refused.</summary>
    public async Task<bool> OrderAsync(string order)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, $"transfers/{Id}/{order}");
        if (answer.StatusCode != HttpStatusCode.Conflict)
        {
            Expect(answer, HttpStatusCode.Accepted, order);
        }

        timeline.Note($"{order}: {(int)answer.StatusCode}");
        return answer.IsSuccessStatusCode;
    }

    public async Task ChangeDeadlineAsync(int? hours)
    {
        DateTimeOffset? deadline = hours is null ? null : TimeProvider.System.GetUtcNow().AddHours(hours.Value);
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Put, $"transfers/{Id}/deadline", new ChangeDeadline(deadline));
        if (answer.StatusCode != HttpStatusCode.Conflict)
        {
            Expect(answer, HttpStatusCode.OK, "deadline");
        }

        timeline.Note($"deadline: {(int)answer.StatusCode}");
    }

    public async Task DeleteAsync()
    {
        using HttpResponseMessage deleted = await SendAsync(HttpMethod.Delete, $"transfers/{Id}");
        Expect(deleted, HttpStatusCode.NoContent, "delete");
        using HttpResponseMessage look = await SendAsync(HttpMethod.Get, $"transfers/{Id}");
        Expect(look, HttpStatusCode.NotFound, "look after the deletion");
    }

    private void Expect(HttpResponseMessage answer, HttpStatusCode status, string what)
    {
        if (answer.StatusCode != status && !(status == HttpStatusCode.Created && answer.StatusCode == HttpStatusCode.OK))
        {
            timeline.Report($"The {what} was answered with {(int)answer.StatusCode}, not {(int)status}.");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null)
    {
        HttpResponseMessage? answer = null;
        await Eventually.ThatAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(method, path);
                request.Headers.Add("Idempotency-Key", _idempotencyKey);
                request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
                try
                {
                    answer = await dtnbox.Api.Http.SendAsync(request);
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    return false;
                }

                if ((int)answer.StatusCode < 500)
                {
                    return true;
                }

                timeline.Note($"{method} {path} gave {(int)answer.StatusCode}");
                answer.Dispose();
                return false;
            },
            Patience,
            $"the control plane answers {method} {path}");
        return answer!;
    }
}
