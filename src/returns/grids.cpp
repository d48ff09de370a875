#include "returns/grids.hpp"

#include <cmath>
#include <numbers>

namespace homeward::returns {

namespace {

constexpr double kDegree = std::numbers::pi / 180;

struct Grid {
  double a, b;      // half axes of its ellipsoid, metres
  double scale;     // on the central meridian
  double lat, lon;  // true origin, radians
  GridReference origin;
};

// Source: Ordnance Survey, A guide to coordinate systems in Great Britain; Ordnance Survey Ireland,
// The Irish Grid.
constexpr Grid kBritish{6377563.396,  6356256.909,  0.9996012717,
                        49 * kDegree, -2 * kDegree, {400000, -100000}};
constexpr Grid kIrish{6377340.189,    6356034.447,  1.000035,
                      53.5 * kDegree, -8 * kDegree, {200000, 250000}};

// Latitude and longitude (radians) to a reference, by the formulas of the OS guide, annexe C.
GridReference project(const Grid& grid, double lat, double lon) {
  const double sin = std::sin(lat), cos = std::cos(lat), tan2 = std::pow(std::tan(lat), 2);
  const double e2 = 1 - (grid.b * grid.b) / (grid.a * grid.a);
  const double nu = grid.a * grid.scale / std::sqrt(1 - e2 * sin * sin);
  const double rho = nu * (1 - e2) / (1 - e2 * sin * sin);
  const double eta2 = nu / rho - 1;
  const double n = (grid.a - grid.b) / (grid.a + grid.b), n2 = n * n, n3 = n2 * n;
  const double minus = lat - grid.lat, plus = lat + grid.lat;
  const double arc = grid.b * grid.scale *
                     ((1 + n + 1.25 * (n2 + n3)) * minus -
                      (3 * (n + n2) + 21.0 / 8 * n3) * std::sin(minus) * std::cos(plus) +
                      15.0 / 8 * (n2 + n3) * std::sin(2 * minus) * std::cos(2 * plus) -
                      35.0 / 24 * n3 * std::sin(3 * minus) * std::cos(3 * plus));
  const double l = lon - grid.lon, l2 = l * l;
  const double cos2 = cos * cos;
  const double north = arc + nu * sin * cos * l2 *
                                 (0.5 + cos2 * l2 / 24 * (5 - tan2 + 9 * eta2) +
                                  cos2 * cos2 * l2 * l2 / 720 * (61 - 58 * tan2 + tan2 * tan2));
  const double east =
      nu * cos * l *
      (1 + cos2 * l2 / 6 * (nu / rho - tan2) +
       cos2 * cos2 * l2 * l2 / 120 * (5 - 18 * tan2 + tan2 * tan2 + 14 * eta2 - 58 * tan2 * eta2));
  return {grid.origin.east_m + east, grid.origin.north_m + north};
}

}  // namespace

GridReference british_from_irish(GridReference irish) {
  // The latitude and longitude whose projection it is: each round leaves a small part of the error.
  double lat = kIrish.lat, lon = kIrish.lon;
  for (int round = 0; round < 12; ++round) {
    const GridReference at = project(kIrish, lat, lon);
    lat += (irish.north_m - at.north_m) / kIrish.a;
    lon += (irish.east_m - at.east_m) / (kIrish.a * std::cos(kIrish.lat));
  }
  return project(kBritish, lat, lon);
}

GridReference british_from_degrees(double lat_degrees, double lon_degrees) {
  // Through coordinates from the middle of the earth, turned and moved from one datum to the other.
  // Source: OS guide, sections 6.2 and 6.6, annexe B.
  constexpr double kA = 6378137, kB = 6356752.3141;  // WGS 84
  constexpr double kSecond = kDegree / 3600;
  constexpr double kScale = 1 + 20.4894e-6, kTurnX = -0.1502 * kSecond, kTurnY = -0.2470 * kSecond,
                   kTurnZ = -0.8421 * kSecond;
  const double lat = lat_degrees * kDegree, lon = lon_degrees * kDegree;
  const double e2 = 1 - (kB * kB) / (kA * kA);
  const double nu = kA / std::sqrt(1 - e2 * std::pow(std::sin(lat), 2));
  const double x = nu * std::cos(lat) * std::cos(lon), y = nu * std::cos(lat) * std::sin(lon),
               z = nu * (1 - e2) * std::sin(lat);
  const double to_x = -446.448 + kScale * x - kTurnZ * y + kTurnY * z;
  const double to_y = 125.157 + kTurnZ * x + kScale * y - kTurnX * z;
  const double to_z = -542.060 - kTurnY * x + kTurnX * y + kScale * z;
  const double to_e2 = 1 - (kBritish.b * kBritish.b) / (kBritish.a * kBritish.a);
  const double across = std::hypot(to_x, to_y);
  double to_lat = std::atan2(to_z, across * (1 - to_e2));
  for (int round = 0; round < 6; ++round) {
    const double sin = std::sin(to_lat);
    const double to_nu = kBritish.a / std::sqrt(1 - to_e2 * sin * sin);
    to_lat = std::atan2(to_z + to_e2 * to_nu * sin, across);
  }
  return project(kBritish, to_lat, std::atan2(to_y, to_x));
}

}  // namespace homeward::returns
