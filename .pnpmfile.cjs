// The `node-*` platform packages publish `os` and `cpu` as strings; pnpm drops them from the lockfile unless they are lists.
const list = (value) => (typeof value === "string" ? [value] : value);

module.exports = {
  hooks: {
    readPackage(pkg) {
      for (const key of ["os", "cpu", "libc"]) if (pkg[key]) pkg[key] = list(pkg[key]);
      return pkg;
    },
  },
};
