namespace DtnBox.Testing;

/// <summary>A browser as far as server-rendered forms need one: cookies, redirects, hidden fields. No scripts.</summary>
public sealed class FormBrowser : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>Opens a page and follows redirects as long as they stay at that host.</summary>
    public Task<FormPage> OpenAsync(Uri address, CancellationToken cancellationToken = default)
        => FollowAsync(new HttpRequestMessage(HttpMethod.Get, address), cancellationToken);

    /// <summary>Sends the page's form with these fields filled in; what is hidden in it goes along.</summary>
    public Task<FormPage> SubmitAsync(
        FormPage page, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(fields);
        Dictionary<string, string> all = new(page.HiddenFields);
        foreach ((string name, string value) in fields)
        {
            all[name] = value;
        }

        return PostAsync(page.FormAddress, all, cancellationToken);
    }

    /// <summary>Sends a form that no page offered.</summary>
    public Task<FormPage> PostAsync(
        Uri address, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken = default)
        => FollowAsync(
            new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) }, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<FormPage> FollowAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string home = request.RequestUri!.GetLeftPart(UriPartial.Authority);
        for (int i = 0; i < MostRedirects; i++)
        {
            using HttpRequestMessage sent = request;
            using HttpResponseMessage answer = await _http.SendAsync(sent, cancellationToken);
            Uri address = sent.RequestUri!;
            if (answer.Headers.Location is not { } location)
            {
                return await FormPage.FromAsync(address, answer, cancellationToken);
            }

            Uri next = new(address, location);
            if (next.GetLeftPart(UriPartial.Authority) != home)
            {
                return await FormPage.FromAsync(next, answer, cancellationToken);
            }

            request = new HttpRequestMessage(HttpMethod.Get, next);
        }

        throw new InvalidOperationException($"More than {MostRedirects} redirects, the last to {request.RequestUri}.");
    }
}
