// Parcel's dev server has no folder of files that it serves as they are: the model, which a shop has on its own server.
const { createReadStream } = require('node:fs');

module.exports = (app) =>
  app.use('/model', ({ url }, response) => createReadStream(`public/model${url}`).pipe(response));
