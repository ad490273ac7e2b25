using System.Net;
using System.Text;

namespace DtnBox.DurableTask.Tests.Client;

/// <summary>Answers in order, and keeps what was asked.</summary>
internal sealed class StubHost(params (HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler
{
    private readonly Queue<(HttpStatusCode Status, string Body)> _answers = new(answers);

    /// <summary>Gets the requests as <c>METHOD address body</c>.</summary>
    public List<string> Requests { get; } = [];

    public List<string?> Keys { get; } = [];

    public List<string?> ContinuationTokens { get; } = [];

    /// <summary>Gets what the first answer says about a next page.</summary>
    public string? NextPage { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string? body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add($"{request.Method} {request.RequestUri!.AbsoluteUri} {body}".TrimEnd());
        Keys.Add(Header(request, "x-functions-key"));
        ContinuationTokens.Add(Header(request, "x-ms-continuation-token"));
        (HttpStatusCode status, string text) = _answers.Dequeue();
        var response = new HttpResponseMessage(status)
        {
            Content = new StringContent(text, Encoding.UTF8, "application/json"),
        };
        if (NextPage is not null && Requests.Count == 1)
        {
            response.Headers.Add("x-ms-continuation-token", NextPage);
        }

        return response;
    }

    private static string? Header(HttpRequestMessage request, string name)
        => request.Headers.TryGetValues(name, out IEnumerable<string>? values) ? Assert.Single(values) : null;
}
