using System.Runtime.Versioning;

// As the provider itself: file modes are part of what is tested.
[assembly: UnsupportedOSPlatform("windows")]
