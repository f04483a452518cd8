// The `node-*` platform packages publish `os` and `cpu` as strings; pnpm drops them from the lockfile unless they are lists.
const list = (value) => (typeof value === "string" ? [value] : value);

module.exports = {
  hooks: {
    readPackage(pkg) {
      for (const key of ["os", "cpu", "libc"]) if (pkg[key]) pkg[key] = list(pkg[key]);
      // Of Scalar we serve the bundle that holds everything; what that was made of would be 270 packages more.
      if (pkg.name === "@scalar/api-reference") pkg.dependencies = {};
      return pkg;
    },
  },
};
