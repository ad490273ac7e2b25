namespace DtnBox.Judge;

/// <summary>Stops a request for another object than the one that was meant.</summary>
/// <remarks>
/// Minio 7.0.0 takes doubled slashes out of keys and lets <see cref="Uri"/> take out the segments "." and "..": it then reads
/// <c>a/b</c> instead of <c>a//b</c> without a word. A judge that does not notice would compare the wrong objects.
/// </remarks>
internal sealed class AddressCheck(string bucket) : DelegatingHandler(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    ConnectTimeout = TimeSpan.FromSeconds(10),
})
{
    private readonly AsyncLocal<string?> _expected = new();

    /// <summary>Says which object the requests are for that follow in this flow of control.</summary>
    public void Expect(string key) => _expected.Value = key;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string asked = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        // Before each object the client asks whether the bucket is there.
        bool isBucket = request.Method == HttpMethod.Head && asked == $"/{bucket}/";
        return _expected.Value is not { } key || isBucket || asked == $"/{bucket}/{key}"
            ? base.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException($"the Minio client cannot address this key: it asks for {asked}");
    }
}
