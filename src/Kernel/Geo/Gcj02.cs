namespace Weiguang.Kernel.Geo;
public static class Gcj02 { public static GeoPoint ToWgs84(GeoPoint p) => p; }
