namespace Weiguang.Kernel.Http;

/// <summary>On a page that reads codes with the camera: no other page may ask for it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesCameraAttribute : Attribute;

/// <summary>On a page that can be installed as an app of its own, instead of the whole site.</summary>
/// <param name="href">Address of its manifest, relative to the page.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OwnManifestAttribute(string href) : Attribute
{
    public string Href => href;
}
