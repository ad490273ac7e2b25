using Microsoft.IdentityModel.Tokens;

namespace DtnBox.LocalIdentity.Keys;

/// <summary>A pair of keys: one signs what others verify, one encrypts what only this provider reads.</summary>
/// <param name="Id">The <c>kid</c>.</param>
/// <param name="SignsFrom">From when on it is the one that signs; until then it is only published.</param>
internal sealed record ServerKey(string Id, DateTimeOffset SignsFrom, RsaSecurityKey Signing, SymmetricSecurityKey Encryption);
